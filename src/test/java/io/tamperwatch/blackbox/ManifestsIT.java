package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tamperwatch.deployment.Alerts;
import io.tamperwatch.deployment.Dashboard;
import io.tamperwatch.deployment.Selector;
import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What manifests, alert rules and the dashboard expect of the service is what the running service answers. */
class ManifestsIT {

    @TempDir
    static Path directory;

    private static AwsEmulator aws;
    private static LaunchedService service;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        service = Launch.watching(aws, directory)
                // nobody is there
                .set("tamperwatch.alertmanager.urls", "http://127.0.0.1:1")
                .set("tamperwatch.webhook.url", "http://127.0.0.1:1")
                .set("tamperwatch.webhook.secret", "0123456789abcdef0123456789abcdef")
                .start();
        service.awaitPolls(1);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        aws.close();
    }

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper()
                .readTree(Files.readString(Path.of("k8s/components").resolve(file)));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Test
    void everyProbeIsAnsweredOnThePortItNames() throws IOException {
        JsonNode container = yaml("pod/pod.yaml").at("/spec/template/spec/containers/0");

        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe")).allSatisfy(probe -> {
            JsonNode get = container.path(probe).path("httpGet");
            assertThat(get.path("port").asText()).isEqualTo("management");
            assertThat(service.management().get(get.path("path").asText()).status())
                    .isEqualTo(200);
        });
    }

    @Test
    void prometheusScrapesWhatTheMonitorNames() throws IOException {
        JsonNode endpoint = yaml("servicemonitor/servicemonitor.yaml")
                .path("spec")
                .path("endpoints")
                .get(0);

        assertThat(endpoint.path("port").asText()).isEqualTo("management");
        assertThat(service.management().get(endpoint.path("path").asText()).body())
                .contains("tamperwatch_build_info");
    }

    /** The ports of the pod are those the product has where nobody says otherwise. */
    @Test
    void thePortsAreTheProductsOwn() throws IOException {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(Path.of("src/main/resources/application.properties")));
        Map<String, String> ports = elements(yaml("pod/pod.yaml").at("/spec/template/spec/containers/0/ports"))
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asText()));

        assertThat(ports)
                .isEqualTo(Map.of(
                        "http", properties.getProperty("quarkus.http.port"),
                        "management", properties.getProperty("quarkus.management.port")));
    }

    @Test
    void everySeriesThatRulesAndDashboardAskForIsThere() {
        List<Metrics.Sample> samples = service.metrics().samples();

        assertThat(asked())
                .isNotEmpty()
                .allSatisfy(selector ->
                        assertThat(samples).anyMatch(sample -> selector.matches(sample.name(), sample.labels())));
    }

    /** Each value of a label by itself. */
    private static Set<Selector> asked() {
        return Stream.concat(Alerts.all().stream().map(Alerts.Alert::expression), Dashboard.queries().stream())
                .map(Selector::in)
                .flatMap(Collection::stream)
                .map(Selector::spoken)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }
}
