package io.tamperwatch.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Raised;
import io.tamperwatch.setting.ExternalUrl;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts in the words of Alertmanager's API. Labels, by which it tells alerts apart, come from the catalogue and the
 * configuration, and one is the finding's id; everything a record says is an annotation, and harmless.
 */
final class AlertBodies {

    static final String ALERT_NAME = "TamperwatchFinding";

    /** In place of an id, on the alert that many findings share. No event id is that short. */
    static final String MANY = "many";

    private final Catalogue catalogue;
    private final ExternalUrl externalUrl;

    AlertBodies(Catalogue catalogue, ExternalUrl externalUrl) {
        this.catalogue = catalogue;
        this.externalUrl = externalUrl;
    }

    Wanted one(Finding finding) {
        Raised key = new Raised(finding.detection(), finding.severity(), finding.account(), finding.id());
        ObjectNode body = body(key);
        describe(body, finding);
        return new Wanted(key, body.put("startsAt", openSince(finding).toString()));
    }

    /** @param apart how many of them have an alert of their own */
    Wanted many(OpenCount open, int apart) {
        Raised key = new Raised(open.detection(), open.severity(), open.account(), MANY);
        ObjectNode body = body(key);
        annotations(body)
                .put("summary", "%d open findings: %s".formatted(open.count(), title(open.detection())))
                .put(
                        "description",
                        "So many findings of one kind are not alerted one by one: %d of %d are in this alert. It is over"
                                        .formatted(open.count() - apart, open.count())
                                + " when most of them are acknowledged or resolved.")
                .put("count", String.valueOf(open.count()));
        externalUrl.base().ifPresent(url -> link(body, url + "/findings"));
        return new Wanted(key, body);
    }

    /** An alert that is over, with what there still is to tell. */
    ObjectNode over(Raised raised, FindingStore store) {
        ObjectNode body = body(raised);
        if (raised.finding().equals(MANY)) {
            annotations(body).put("summary", "No longer many open findings: " + title(raised.detection()));
        } else {
            store.find(raised.finding()).ifPresent(finding -> describe(body, finding));
        }
        return body;
    }

    private static ObjectNode body(Raised key) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("labels")
                .put("alertname", ALERT_NAME)
                .put("detection", key.detection())
                .put("severity", key.severity().label())
                .put("account", key.account())
                .put("finding", key.finding());
        return body;
    }

    private static ObjectNode annotations(ObjectNode body) {
        return body.withObjectProperty("annotations");
    }

    private void link(ObjectNode body, String url) {
        body.put("generatorURL", url);
        annotations(body).put("link", url);
    }

    private void describe(ObjectNode body, Finding finding) {
        annotations(body)
                .put("summary", title(finding.detection()))
                .put("description", sentence(finding))
                .put("event", Harmless.text(finding.eventName()))
                .put("outcome", finding.outcome().label())
                .put("occurred", finding.occurredAt().toString())
                .put("actor", Harmless.text(actor(finding)))
                .put("target", Harmless.text(target(finding)))
                .put("source", Harmless.text(finding.origin().sourceAddress()))
                .put("account_id", Harmless.text(finding.accountId()))
                .put("status", finding.status().label());
        externalUrl.finding(finding.id()).ifPresent(url -> link(body, url.toString()));
    }

    private static String sentence(Finding finding) {
        return "%s %s by %s on %s from %s at %s"
                .formatted(
                        Harmless.text(finding.eventName()),
                        finding.outcome().label(),
                        Harmless.text(actor(finding)),
                        Harmless.text(target(finding)),
                        Harmless.text(finding.origin().sourceAddress()),
                        finding.occurredAt());
    }

    private String title(String detection) {
        return catalogue.byId(detection).map(Detection::title).orElse(detection);
    }

    private static @Nullable String actor(Finding finding) {
        return Stream.of(
                        finding.actor().arn(),
                        finding.actor().name(),
                        finding.actor().type())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String target(Finding finding) {
        return Stream.of(
                        finding.target().providerArn(),
                        finding.target().userName(),
                        finding.target().certificateId(),
                        finding.target().clientId(),
                        finding.target().resource())
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + ", " + other)
                .orElse(null);
    }

    private static Instant openSince(Finding finding) {
        return finding.history().stream()
                .filter(entry -> entry.what().equals(Move.REOPEN.done()))
                .map(HistoryEntry::at)
                .reduce((earlier, later) -> later)
                .orElse(finding.detectedAt());
    }
}
