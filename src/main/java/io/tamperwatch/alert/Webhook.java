package io.tamperwatch.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Notice;
import io.tamperwatch.setting.ExternalUrl;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Notices as CloudEvents, signed so that a receiver knows who wrote them and when. */
final class Webhook {

    static final String TIMESTAMP = "Tamperwatch-Timestamp";
    static final String SIGNATURE = "Tamperwatch-Signature";

    /** Characters of one text; a record's can be as long as its maker likes. */
    private static final int LONGEST_TEXT = 1_000;

    private final String secret;
    private final ExternalUrl externalUrl;

    Webhook(String secret, ExternalUrl externalUrl) {
        this.secret = secret;
        this.externalUrl = externalUrl;
    }

    /** The body: the event, what has happened, and the finding as it is now, without its record. */
    byte[] body(Notice notice) {
        Finding finding = notice.finding();
        HistoryEntry change = notice.change();
        String what = word(change.what());
        String id = String.join(
                "/",
                finding.account(),
                finding.id(),
                what,
                String.valueOf(change.at().toEpochMilli()));
        ObjectNode event = event(id, what, change.at()).put("subject", finding.id());
        ObjectNode data = event.putObject("data");
        data.putObject("change")
                .put("what", what)
                .put("at", change.at().toString())
                .put("who", bounded(change.who()))
                .put("note", bounded(change.note()));
        describe(data.putObject("finding"), finding);
        return bytes(event);
    }

    /** A body that says nothing but that it is a test. */
    byte[] test(String id, Instant now) {
        ObjectNode event = event(id, "test", now);
        event.putObject("data").put("message", "This is a test of tamperwatch. Nothing has happened.");
        return bytes(event);
    }

    private ObjectNode event(String id, String what, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", externalUrl.base().map(Object::toString).orElse("urn:tamperwatch"))
                .put("type", "io.tamperwatch.finding." + what)
                .put("time", at.toString())
                .put("datacontenttype", "application/json");
    }

    /** In the words of somebody who only sees what changes. */
    private static String word(String what) {
        return switch (what) {
            case "detected" -> "opened";
            case "assessed" -> "reassessed";
            default -> what;
        };
    }

    private void describe(ObjectNode body, Finding finding) {
        body.put("id", finding.id())
                .put("detection", finding.detection())
                .put("eventName", bounded(finding.eventName()))
                .put("eventSource", bounded(finding.eventSource()))
                .put("occurredAt", finding.occurredAt().toString())
                .put("detectedAt", finding.detectedAt().toString())
                .put("account", finding.account())
                .put("accountId", finding.accountId())
                .put("region", finding.region())
                .put("outcome", finding.outcome().label())
                .put("errorCode", bounded(finding.errorCode()))
                .put("severity", finding.severity().label())
                .put("status", finding.status().label())
                .put("change", finding.change().label())
                .put(
                        "link",
                        externalUrl.finding(finding.id()).map(Object::toString).orElse(null));
        body.putObject("actor")
                .put("type", bounded(finding.actor().type()))
                .put("arn", bounded(finding.actor().arn()))
                .put("name", bounded(finding.actor().name()))
                .put("accountId", bounded(finding.actor().accountId()));
        body.putObject("origin")
                .put("sourceAddress", bounded(finding.origin().sourceAddress()))
                .put("userAgent", bounded(finding.origin().userAgent()));
        body.putObject("target")
                .put("kind", finding.target().kind())
                .put("userName", bounded(finding.target().userName()))
                .put("certificateId", bounded(finding.target().certificateId()))
                .put("providerArn", bounded(finding.target().providerArn()))
                .put("clientId", bounded(finding.target().clientId()))
                .put("resource", bounded(finding.target().resource()));
        var signals = body.putArray("signals");
        finding.signals().forEach(signal -> signals.add(signal.code()));
    }

    private static @Nullable String bounded(@Nullable String text) {
        if (text == null || text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, split ? LONGEST_TEXT - 1 : LONGEST_TEXT) + "…";
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The time and the signature over it and the body: who sends an old request again does so with an old time. */
    Map<String, String> headers(byte[] body, Instant now) {
        String timestamp = String.valueOf(now.getEpochSecond());
        return Map.of(
                "Content-Type",
                "application/cloudevents+json; charset=utf-8",
                TIMESTAMP,
                timestamp,
                SIGNATURE,
                "sha256=" + signature(timestamp, body));
    }

    private String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
