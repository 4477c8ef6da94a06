package io.tamperwatch.blackbox;

import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How the product is started: with nothing but what is said here, and a PATH. */
final class Launch {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int LONGEST_COMMAND_SECONDS = 120;

    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private @Nullable Path recorded;

    private Launch(Path directory) {
        this.directory = directory;
        environment.put("PATH", "/usr/bin:/bin");
        // nothing of whoever runs the tests: no profile, no instance metadata
        environment.put("HOME", directory.toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }

    /** @param directory where it runs and, unless told otherwise, keeps its data */
    static Launch in(Path directory) {
        return new Launch(directory);
    }

    /**
     * A service on the loopback interface that reads the two events the product exists for from the emulator, polls
     * every second and lets everybody in.
     */
    static Launch watching(AwsEmulator aws, Path directory) {
        return in(directory)
                .aws(aws)
                .set("tamperwatch.security.mode", "none")
                .set("tamperwatch.detections", Records.CERTIFICATE + "," + Records.CLIENT_ID)
                .set("tamperwatch.posture.every", "off")
                .set("tamperwatch.rights.every", "off")
                .set("tamperwatch.poll.every", "1s")
                .set("tamperwatch.poll.budget", "100");
    }

    /** The SDK's own variables, as an operator gives them. */
    Launch aws(AwsEmulator aws) {
        return environment("AWS_ENDPOINT_URL", aws.url().toString())
                .environment("AWS_REGION", "us-east-1")
                .environment("AWS_ACCESS_KEY_ID", AwsEmulator.ACCESS_KEY_ID)
                .environment("AWS_SECRET_ACCESS_KEY", AwsEmulator.SECRET_ACCESS_KEY);
    }

    Launch environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A setting as a system property. */
    Launch set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** A limit on the size of its files makes writes fail; by default it would end a process that does not expect it. */
    Launch bearingFileLimits() {
        before.addAll(List.of("/bin/sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""));
        return this;
    }

    /** Has the JVM write down, at its end, what a {@link StartCache} is made of. */
    Launch recording(Path file) {
        recorded = file;
        return this;
    }

    Launch arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Writes the file beside the working directory that the product reads settings from. */
    Launch file(String... lines) {
        try {
            Path file = directory.resolve("config/application.properties");
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the service on free ports of the loopback interface and waits until it answers that it has started. */
    LaunchedService start() {
        LaunchedService service = startUnawaited();
        try {
            service.awaitStarted();
            return service;
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }

    /** Starts the service without waiting for anything. */
    LaunchedService startUnawaited() {
        int api = Ports.free();
        int management = Ports.free();
        settings.putIfAbsent("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", String.valueOf(api));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", String.valueOf(management));
        return new LaunchedService(run(), api, management);
    }

    /** Runs it until it ends by itself, which it has to within two minutes. */
    Ended toItsEnd() {
        try (LaunchedProcess process = run()) {
            if (!process.endsWithin(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "still running: " + process.out().text() + process.err().text());
            }
            return process.ended();
        }
    }

    private LaunchedProcess run() {
        List<String> properties = settings.entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .toList();
        List<String> command = new ArrayList<>(before);
        command.addAll(BuiltProduct.command(properties, arguments, recorded));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return LaunchedProcess.of(builder, directory.resolve("run-" + NUMBERS.incrementAndGet()));
    }
}
