package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's time of day is set back and forward while the service runs; Debian's libfaketime does it to one process. */
class ClockSystemIT {

    private static final Path USR_LIB = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    @TempDir
    Path directory;

    private final List<String> happened = new ArrayList<>();

    @Test
    void watchesOnWhateverTimeItIs() throws IOException {
        Path library = library();
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                LaunchedService service = launch(aws, library)) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            service.awaitComplete();
            for (Duration ahead : List.of(
                    Duration.ofHours(-1), Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(-20), Duration.ZERO)) {
                setClock(ahead);
                event(aws);
                service.awaitPolls(2);
                assertThat(service.isReady()).isTrue();
                Instant completeUntil =
                        Instant.parse(service.watch().path("completeUntil").asText());
                assertThat(completeUntil)
                        .as("with a clock ahead by " + ahead)
                        .isBeforeOrEqualTo(Instant.now().plus(ahead));
            }
            service.until("all found", () -> service.api().findingIds().containsAll(happened));
            assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
            assertThat(service.out().text()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    /** AWS refuses what is signed more than five minutes off; the SDK learns the difference from the refusal. */
    @Test
    void saysHowFarTheClockIsOff() throws IOException {
        Path library = library();
        try (AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());
                LaunchedService service = launch(aws, library)) {
            aws.lookupRate(Double.POSITIVE_INFINITY);
            aws.checkSignatureTime();
            service.awaitComplete();
            assertThat(aheadSeconds(service)).isZero();

            setClock(Duration.ofMinutes(10));
            service.until("refused", () -> service.polls("credentials") > 0);
            service.awaitLogged("result=credentials error=\\\"Signature not yet current");
            service.awaitLogged("this machine's clock is not AWS's, set it right aheadSeconds=");
            event(aws);
            service.awaitPolls(2);
            assertThat(aheadSeconds(service)).isBetween(590L, 600L);
            assertThat(service.metrics().sum("tamperwatch_clock_ahead_seconds")).isBetween(590.0, 600.0);
            assertThat(service.lastOutcome()).isEqualTo("ok");

            setClock(Duration.ZERO);
            service.until("refused once more", () -> service.polls("credentials") > 1);
            service.awaitLogged("this machine's clock is AWS's again");
            event(aws);
            service.awaitPolls(2);
            assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(happened);
        }
    }

    private static long aheadSeconds(LaunchedService service) {
        return service.api().json("/api/v1/watches").at("/clock/aheadSeconds").asLong(-1);
    }

    private LaunchedService launch(AwsEmulator aws, Path library) throws IOException {
        setClock(Duration.ZERO);
        return Launch.watching(aws, directory)
                .environment("LD_PRELOAD", library.toString())
                .environment("FAKETIME_TIMESTAMP_FILE", clock().toString())
                .environment("FAKETIME_NO_CACHE", "1")
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .start();
    }

    private Path clock() {
        return directory.resolve("clock");
    }

    /** All at once, as the process reads it whenever it asks what time it is. */
    private void setClock(Duration ahead) throws IOException {
        Path next = Files.writeString(directory.resolve("clock.next"), "%+d\n".formatted(ahead.toSeconds()));
        Files.move(next, clock(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void event(AwsEmulator aws) {
        int number = happened.size();
        aws.history().add(Records.number(number, Instant.now()), Instant.now());
        happened.add(Records.id(number));
    }

    private static Path library() throws IOException {
        try (Stream<Path> places = Files.list(USR_LIB)) {
            Path found = places.map(place -> place.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                System.err.println(
                        "WARNING: libfaketime is not installed: the check of clocks that are set is SKIPPED");
            }
            assumeTrue(found != null, "libfaketime is not installed");
            return found;
        }
    }
}
