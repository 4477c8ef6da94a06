package io.tamperwatch.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.setting.InvalidSetting;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Sends a test the whole way, to each Alertmanager and to the webhook, and says how it went. */
public final class TestAlert {

    private static final Duration LASTS = Duration.ofMinutes(5);

    private final AlertmanagerSettings alertmanagers;
    private final Optional<WebhookSettings> webhook;
    private final ExternalUrl externalUrl;

    /**
     * Reads the settings the service would have.
     *
     * @param settings a key's value
     * @throws InvalidSetting for a value that cannot be meant
     */
    public TestAlert(Function<String, Optional<String>> settings) {
        ConfiguredByText texts = new ConfiguredByText(settings);
        alertmanagers = AlertmanagerSettings.of(texts.alertmanager());
        webhook = WebhookSettings.of(texts.webhook());
        externalUrl = ExternalUrl.of(settings.apply(ExternalUrl.KEY));
    }

    /** Whether there is somebody to tell. */
    public boolean hasReceivers() {
        return alertmanagers.isUsed() || webhook.isPresent();
    }

    /**
     * Sends it.
     *
     * @param severity the label that decides whom Alertmanager tells
     * @return whether everybody has it
     */
    public boolean send(String severity, Instant now, PrintWriter out) {
        String id = "test-" + UUID.randomUUID();
        boolean all = true;
        for (int i = 0; i < alertmanagers.urls().size(); i++) {
            try (Post post = Post.toAlertmanager(alertmanagers, i)) {
                byte[] body = AlertmanagerPush.json(List.of(alert(id, severity, now)));
                Answer answer = post.send(body, AlertmanagerPush.headers(alertmanagers));
                all &= told("Alertmanager " + alertmanagers.urls().get(i), answer, out);
            }
        }
        if (webhook.isPresent()) {
            all &= told("Webhook " + webhook.get().url(), toWebhook(webhook.get(), id, now), out);
        }
        out.printf("The test is called %s.%n", id);
        out.flush();
        return all;
    }

    private Answer toWebhook(WebhookSettings settings, String id, Instant now) {
        Webhook events = new Webhook(settings.secret(), externalUrl);
        byte[] body = events.test(id, now);
        try (Post post = Post.toWebhook(settings)) {
            return post.send(body, events.headers(body, now));
        }
    }

    private static boolean told(String receiver, Answer answer, PrintWriter out) {
        String reason = answer.reason().replaceAll("\\p{Cntrl}", " ");
        out.printf("%s: %s%s%n", receiver, answer.label(), reason.isEmpty() ? "" : " (" + reason + ")");
        return answer instanceof Answer.Accepted;
    }

    private ObjectNode alert(String id, String severity, Instant now) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.putObject("labels")
                .put("alertname", AlertBodies.ALERT_NAME)
                .put("detection", "test")
                .put("severity", severity)
                .put("account", "test")
                .put("finding", id);
        alert.putObject("annotations")
                .put("summary", "Test alert of tamperwatch")
                .put("description", "This is a test. Nothing has happened. It ends by itself within five minutes.");
        externalUrl.base().ifPresent(url -> alert.put("generatorURL", url.toString()));
        return alert.put("startsAt", now.toString())
                .put("endsAt", now.plus(LASTS).toString());
    }
}
