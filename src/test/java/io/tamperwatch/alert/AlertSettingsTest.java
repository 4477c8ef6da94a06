package io.tamperwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.setting.InvalidSetting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {

    private final Map<String, String> settings = new HashMap<>();

    private AlertmanagerSettings alertmanager() {
        return AlertmanagerSettings.of(texts().alertmanager());
    }

    private ConfiguredByText texts() {
        return new ConfiguredByText(key -> Optional.ofNullable(settings.get(key)));
    }

    @Test
    void tellsNobodyWhenNothingIsSet() {
        assertThat(alertmanager().isUsed()).isFalse();
        assertThat(WebhookSettings.of(texts().webhook())).isEmpty();
    }

    @Test
    void tellsEachAlertmanager() {
        settings.put(
                "tamperwatch.alertmanager.urls", "http://a.example:9093, https://b.example/am ,http://a.example:9093");
        settings.put("tamperwatch.alertmanager.severities", "High");
        settings.put("tamperwatch.alertmanager.username", "ruth");
        settings.put("tamperwatch.alertmanager.password", "hush");
        AlertmanagerSettings read = alertmanager();
        assertThat(read.urls())
                .containsExactly(URI.create("http://a.example:9093"), URI.create("https://b.example/am"));
        assertThat(read.severities()).containsExactly(Severity.HIGH);
        assertThat(read.authorization()).isEqualTo("Basic cnV0aDpodXNo");
        assertThat(read.toString()).doesNotContain("cnV0aDpodXNo");
    }

    @Test
    void anAlertOutlivesARestart() {
        assertThat(alertmanager().life()).isEqualTo(Duration.ofMinutes(15));
        settings.put("tamperwatch.alertmanager.every", "5m");
        assertThat(alertmanager().life()).isEqualTo(Duration.ofMinutes(20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        urls           | http://me:hush@a.example    | tamperwatch.alertmanager.urls = "http://…@a.example" is not valid
        urls           | a.example:9093              | tamperwatch.alertmanager.urls = "a.example:9093" is not valid
        severities     | grave                       | tamperwatch.alertmanager.severities = "grave" is not valid
        every          | 1s                          | tamperwatch.alertmanager.every = "1s" is not valid
        most-per-group | 0                           | tamperwatch.alertmanager.most-per-group = "0" is not valid
        most-per-group | 1.9                         | tamperwatch.alertmanager.most-per-group = "1.9" is not valid: a whole number from 1 to 500 is allowed
        username       | ruth                        | tamperwatch.alertmanager.username = "ruth" is not valid
        bearer-token   | hush hush                   | tamperwatch.alertmanager.bearer-token = "(not shown)" is not valid
        ca-file        | /nowhere/ca.pem             | tamperwatch.alertmanager.ca-file = "/nowhere/ca.pem" is not valid
        """)
    void refusesWhatCannotBeMeantWithoutTellingSecrets(String key, String value, String message) {
        settings.put("tamperwatch.alertmanager." + key, value);
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(this::alertmanager)
                .withMessageStartingWith(message);
    }

    @Test
    void refusesAFileThatHoldsNoCertificate(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate");
        settings.put("tamperwatch.webhook.url", "https://a.example/");
        settings.put("tamperwatch.webhook.secret", "x".repeat(32));
        settings.put("tamperwatch.webhook.ca-file", file.toString());
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> WebhookSettings.of(texts().webhook()))
                .withMessageContaining("a PEM file with certificates is needed");
    }

    @Test
    void aWebhookNeedsASecretThatCannotBeGuessed() {
        settings.put("tamperwatch.webhook.url", "https://a.example/hook");
        for (String secret : new String[] {"", "short"}) {
            settings.put("tamperwatch.webhook.secret", secret);
            assertThatExceptionOfType(InvalidSetting.class)
                    .isThrownBy(() -> WebhookSettings.of(texts().webhook()))
                    .withMessageContaining("at least 32 characters")
                    .withMessageNotContaining("short");
        }
    }

    @Test
    void aTestGoesTheWholeWayAndSaysHowItWent() {
        try (TestingReceiver one = TestingReceiver.start();
                TestingReceiver two = TestingReceiver.start();
                TestingReceiver hook = TestingReceiver.start()) {
            two.answer(401);
            settings.put("tamperwatch.alertmanager.urls", one.url() + "," + two.url());
            settings.put("tamperwatch.webhook.url", hook.url().toString());
            settings.put("tamperwatch.webhook.secret", "x".repeat(32));
            StringWriter out = new StringWriter();
            TestAlert test = new TestAlert(key -> Optional.ofNullable(settings.get(key)));

            boolean told = test.send("high", Instant.parse("2026-03-01T12:00:00Z"), new PrintWriter(out));

            assertThat(told).isFalse();
            assertThat(out.toString().lines().limit(3))
                    .containsExactly(
                            "Alertmanager " + one.url() + ": accepted",
                            "Alertmanager " + two.url() + ": refused (HTTP status 401)",
                            "Webhook " + hook.url() + ": accepted");
            assertThat(one.taken()
                            .getFirst()
                            .json()
                            .get(0)
                            .path("labels")
                            .path("severity")
                            .asText())
                    .isEqualTo("high");
            assertThat(hook.taken().getFirst().json().path("type").asText()).isEqualTo("io.tamperwatch.finding.test");
        }
    }
}
