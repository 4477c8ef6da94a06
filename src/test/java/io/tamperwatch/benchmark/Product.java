package io.tamperwatch.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The product as it is shipped.
 *
 * @param program how to start it, without arguments of its own
 */
record Product(String title, List<String> program) implements Contestant {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Those of the jar and the executable that are wanted ({@code only}) and there. */
    static List<Product> of(Options options) {
        List<Product> products = new ArrayList<>();
        List<String> nice = options.text("nice").isEmpty() ? List.of() : List.of("nice", "-n", options.text("nice"));
        if (options.list("only").contains("jvm")) {
            products.add(new Product("JVM", joined(nice, jvm(options))));
        }
        if (options.list("only").contains("native")) {
            Path executable = Path.of(options.text("native"));
            if (Files.isExecutable(executable)) {
                products.add(new Product(
                        "native",
                        joined(nice, List.of(executable.toAbsolutePath().toString()))));
            } else {
                Contestant.skipped("the native executable, there is none: ./mvnw package -Dnative -DskipTests");
            }
        }
        return products;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<String> jvm(Options options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options.text("jvm").split(" ")));
        command.addAll(List.of("-jar", options.text("jar")));
        return command;
    }

    /** Reads the two target names, allowed the most requests a second that the configuration allows. */
    @Override
    public List<String> command(Setup setup, Path directory) {
        return command(
                setup,
                directory,
                Map.of(
                        "detections",
                        SyntheticRecords.CERTIFICATE_DELETED + "," + SyntheticRecords.CLIENT_REMOVED,
                        "poll.budget",
                        "100"));
    }

    /**
     * Watches the setup's accounts.
     *
     * @param settings by their keys, without {@code tamperwatch.}
     */
    List<String> command(Setup setup, Path directory, Map<String, String> settings) {
        List<String> command = new ArrayList<>(program);
        List<String> properties = properties(setup, directory);
        settings.forEach((key, value) -> properties.add("-Dtamperwatch." + key + "=" + value));
        for (int i = 0; i < setup.accounts(); i++) {
            properties.add("-Dtamperwatch.accounts.a%03d.role-arn=arn:aws:iam::%d:role/watch"
                    .formatted(i, ReplayServer.FIRST_ACCOUNT + i));
        }
        // a JVM takes properties before -jar, an executable anywhere
        int jar = command.indexOf("-jar");
        command.addAll(jar < 0 ? command.size() : jar, properties);
        return command;
    }

    private static List<String> properties(Setup setup, Path directory) {
        return new ArrayList<>(List.of(
                // the server answers for CloudTrail and STS only
                "-Dtamperwatch.inventory.every=7d",
                "-Dtamperwatch.posture.every=off",
                "-Dtamperwatch.rights.every=off",
                "-Dtamperwatch.data-dir=" + directory,
                "-Dtamperwatch.security.mode=none",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + setup.apiPort(),
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + setup.managementPort()));
    }

    @Override
    public long stored(Setup setup, Path output) {
        return (long) Metrics.scrape(setup).sum("tamperwatch_findings_total");
    }

    /** The body of an answer 200; empty while there is none. */
    static String get(int port, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
