package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.deployment.Program;
import io.tamperwatch.emulator.AwsEmulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image, built here from the native executable and run with as few rights as the manifests give it. */
class ImageSystemIT {

    private static final String VERSION = "it-" + ProcessHandle.current().pid();
    private static final String IMAGE = "localhost/tamperwatch:" + VERSION;
    private static final String VOLUME = "tamperwatch-" + VERSION;
    private static final long MOST_BYTES = 130_000_000;
    private static final Pattern STOPPED = Pattern.compile("tamperwatch stopped in ([\\d.]+)s");

    @TempDir
    static Path directory;

    private static Container.Podman podman;
    private static String built;

    @BeforeAll
    static void build() {
        if (!BuiltProduct.isNative()) {
            System.out.printf("%n*** SKIPPED: no native executable was built, so there is no image to test%n%n");
        }
        assumeTrue(BuiltProduct.isNative(), "the image holds the native executable");
        podman = Container.Podman.required();
        built = archive("one.tar");
        podman.run("load", "--input", directory.resolve("one.tar").toString()).successful();
    }

    @AfterAll
    static void clean() {
        if (podman != null) {
            podman.run("rmi", "--force", IMAGE);
            podman.run("volume", "rm", "--force", VOLUME);
        }
    }

    private static String archive(String name) {
        return Program.required("env")
                .run(
                        "VERSION=" + VERSION,
                        "k8s/image/build",
                        BuiltProduct.command().getFirst(),
                        directory.resolve(name).toString())
                .successful();
    }

    @Test
    void twoBuildsMakeTheSameBytes() {
        assertThat(archive("two.tar")).isEqualTo(built);
        assertThat(directory.resolve("two.tar")).hasSameBinaryContentAs(directory.resolve("one.tar"));
    }

    @Test
    void isSmallSaysWhatItIsAndHoldsNothingElse() {
        JsonNode image = new Answer(
                        200, "", podman.run("image", "inspect", IMAGE).successful())
                .json()
                .get(0);

        assertThat(image.path("Size").asLong()).isPositive().isLessThanOrEqualTo(MOST_BYTES);
        assertThat(image.path("User").asText()).isEqualTo("65532:65532");
        assertThat(image.at("/Labels/org.opencontainers.image.version").asText())
                .isEqualTo(VERSION);
        assertThat(image.at("/Labels/org.opencontainers.image.licenses").asText())
                .isEqualTo("Apache-2.0");
        assertThat(List.of("/bin/sh", "/usr/bin/sh", "/bin/busybox", "/usr/bin/apt", "/usr/bin/dpkg"))
                .noneMatch(ImageSystemIT::isThere);
        assertThat(isThere("/usr/bin/tamperwatch")).isTrue();
    }

    /** Whether the image has something at the path that could be run. */
    private static boolean isThere(String path) {
        return !podman.run(
                        "run",
                        "--rm",
                        "--network=none",
                        "--ulimit=nofile=1024:1024",
                        "--ulimit=nproc=1024:1024",
                        "--entrypoint=" + path,
                        IMAGE,
                        "--help")
                .out()
                .contains("no such file or directory");
    }

    @Test
    void keepsItsStateThroughAKillAndLosesNothingWhenAskedToEnd() {
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC())) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            happen(aws, 0);
            try (Container container = start(aws)) {
                runsWithFewRights(container);
                finds(container, 0);
                acknowledge(container, 0);
                container.kill();
            }
            happen(aws, 1);
            try (Container container = start(aws)) {
                finds(container, 1);
                assertThat(status(container, 0)).isEqualTo("acknowledged");
                acknowledge(container, 1);

                Ended ended = container.terminate();

                assertThat(ended.exitCode()).isEqualTo(Ended.TERMINATED);
                assertThat(secondsToStop(ended)).isLessThan(5);
            }
            try (Container container = start(aws)) {
                assertThat(container.service().api().findingIds())
                        .containsExactlyInAnyOrder(Records.id(0), Records.id(1));
                assertThat(status(container, 1)).isEqualTo("acknowledged");
            }
        }
    }

    /** By its own account: what podman does afterwards is not the product's. */
    private static double secondsToStop(Ended ended) {
        return ended.out().stream()
                .map(STOPPED::matcher)
                .filter(Matcher::find)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("does not say that it stopped: " + ended));
    }

    private static Container start(AwsEmulator aws) {
        Container container = Container.start(podman, IMAGE, VOLUME, aws, directory);
        container.service().awaitReady();
        return container;
    }

    private static void runsWithFewRights(Container container) {
        assertThat(container.status())
                .containsPattern("Uid:\\s+65532\\s+65532")
                .containsPattern("CapEff:\\s+0+\\n")
                .containsPattern("CapBnd:\\s+0+\\n")
                .containsPattern("NoNewPrivs:\\s+1");
        assertThat(List.of("started", "live", "ready"))
                .allSatisfy(kind -> assertThat(container
                                .service()
                                .management()
                                .get("/q/health/" + kind)
                                .status())
                        .isEqualTo(200));
    }

    private static void happen(AwsEmulator aws, int number) {
        aws.history().add(Records.number(number, Instant.now()), Instant.now());
    }

    private static void finds(Container container, int number) {
        LaunchedService service = container.service();
        service.until("found", () -> service.api().findingIds().contains(Records.id(number)));
    }

    private static void acknowledge(Container container, int number) {
        Answer answer = container
                .service()
                .api()
                .post("/api/v1/findings/" + Records.id(number) + "/acknowledge", "{\"note\": \"mine\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static String status(Container container, int number) {
        return container
                .service()
                .api()
                .json("/api/v1/findings/" + Records.id(number))
                .path("status")
                .asText();
    }
}
