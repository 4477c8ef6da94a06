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
import java.util.List;

/** Who reads the history. */
sealed interface Contestant {

    String title();

    List<String> command(Benchmark.Setup setup, Path directory);

    /** Events stored so far, each counted once; 0 while it cannot say. */
    long stored(Benchmark.Setup setup, Path output);

    /** The usual poller, in Python. */
    record Peer(String python, Path script) implements Contestant {

        @Override
        public String title() {
            return "boto3 + SQLite";
        }

        @Override
        public List<String> command(Benchmark.Setup setup, Path directory) {
            return List.of(
                    python,
                    script.toString(),
                    directory.resolve("events.db").toString(),
                    String.valueOf(ReplayServer.FIRST_ACCOUNT),
                    String.valueOf(setup.accounts()));
        }

        @Override
        public long stored(Benchmark.Setup setup, Path output) {
            try {
                return Files.readString(output)
                        .lines()
                        .filter(line -> line.matches("\\d+"))
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }
    }

    /**
     * The product as it is shipped, allowed the most requests a second that its configuration allows.
     *
     * @param program how to start it, without arguments of its own
     */
    record Product(String title, List<String> program) implements Contestant {

        private static final HttpClient HTTP = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(1))
                .version(HttpClient.Version.HTTP_1_1)
                .build();

        @Override
        public List<String> command(Benchmark.Setup setup, Path directory) {
            List<String> command = new ArrayList<>(program);
            List<String> settings = settings(setup, directory);
            for (int i = 0; i < setup.accounts(); i++) {
                settings.add("-Dtamperwatch.accounts.a%03d.role-arn=arn:aws:iam::%d:role/watch"
                        .formatted(i, ReplayServer.FIRST_ACCOUNT + i));
            }
            // a JVM takes properties before -jar, an executable anywhere
            int jar = command.indexOf("-jar");
            command.addAll(jar < 0 ? command.size() : jar, settings);
            return command;
        }

        private static List<String> settings(Benchmark.Setup setup, Path directory) {
            return new ArrayList<>(List.of(
                    "-Dtamperwatch.detections=" + SyntheticRecords.CERTIFICATE_DELETED + ","
                            + SyntheticRecords.CLIENT_REMOVED,
                    "-Dtamperwatch.poll.budget=100",
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
        public long stored(Benchmark.Setup setup, Path output) {
            String metrics = get(setup.managementPort(), "/q/metrics");
            return sum(metrics, "tamperwatch_findings_total{");
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

        private static long sum(String metrics, String series) {
            return (long) metrics.lines()
                    .filter(line -> line.startsWith(series))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
