package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tamperwatch.deployment.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A Prometheus and an Alertmanager as they are installed on this machine, with the rules that are shipped, in a hurry. */
final class Monitoring implements AutoCloseable {

    private final Path directory;
    private final int prometheusPort = Ports.free();
    private final int alertmanagerPort = Ports.free();
    private final LaunchedProcess alertmanager;
    private final LaunchedProcess prometheus;

    private Monitoring(Path directory, Path rules, URI receiver) throws IOException {
        this.directory = directory;
        Program alertmanagerProgram = Program.required("prometheus-alertmanager");
        Program prometheusProgram = Program.required("prometheus");
        // a scrape every second needs windows of seconds; nothing else of the rules is changed
        write("rules.yaml", Files.readString(rules).replace("[3m]", "[5s]"));
        write("targets.json", "[]");
        write("alertmanager.yaml", routing(receiver));
        write("prometheus.yaml", scraping());
        alertmanager = run(
                alertmanagerProgram,
                "--config.file=alertmanager.yaml",
                "--storage.path=alertmanager",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanagerPort);
        prometheus = run(
                prometheusProgram,
                "--config.file=prometheus.yaml",
                "--storage.tsdb.path=prometheus",
                "--web.listen-address=127.0.0.1:" + prometheusPort);
    }

    static Monitoring start(Path directory, Path rules, URI receiver) {
        try {
            return new Monitoring(Files.createDirectories(directory), rules, receiver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String routing(URI receiver) {
        return """
            route: {receiver: pager, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 4h}
            receivers:
              - name: pager
                webhook_configs: [{url: '%s', send_resolved: true}]
            """.formatted(receiver);
    }

    private String scraping() {
        return """
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: [rules.yaml]
            alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
            scrape_configs:
              - job_name: tamperwatch
                metrics_path: /q/metrics
                file_sd_configs: [{files: [targets.json], refresh_interval: 1s}]
            """.formatted(alertmanagerPort);
    }

    private void write(String name, String text) throws IOException {
        // as a whole, since it may be read at any moment
        Path whole = Files.writeString(directory.resolve(name + ".new"), text);
        Files.move(whole, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private LaunchedProcess run(Program program, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(directory.toFile());
        builder.command().addFirst(program.file().toString());
        return LaunchedProcess.of(
                builder, directory.resolve(program.file().getFileName().toString()));
    }

    /** Scrapes this service from now on and no other. */
    void scrape(LaunchedService service) {
        try {
            write("targets.json", "[{\"targets\": [\"127.0.0.1:%d\"]}]".formatted(service.managementPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often the service has been scraped within the last minute. */
    int scrapes(LaunchedService service) {
        JsonNode result =
                query("count_over_time(up{instance=\"127.0.0.1:%d\"}[1m]) and on () up{instance=\"127.0.0.1:%d\"} == 1"
                        .formatted(service.managementPort(), service.managementPort()));
        return result.isEmpty() ? 0 : result.at("/0/value/1").asInt();
    }

    private JsonNode query(String expression) {
        String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        try {
            // it listens before it can answer
            return Api.on(prometheusPort).get("/-/ready").status() == 200
                    ? Api.on(prometheusPort).json(path).at("/data/result")
                    : MissingNode.getInstance();
        } catch (UncheckedIOException stillStarting) {
            return MissingNode.getInstance();
        }
    }

    /** What Alertmanager holds to be so at the moment. */
    JsonNode alerts() {
        return Api.on(alertmanagerPort).json("/api/v2/alerts");
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }
}
