package io.tamperwatch.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Raised;
import io.tamperwatch.job.Wait;
import io.tamperwatch.watch.AwsTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps one Alertmanager told. What it has been told is in the store, written before it is told: whatever happens in
 * between, it will also be told when an alert is over.
 */
final class AlertmanagerPush {

    /** Alerts in one request. */
    static final int BATCH = 64;

    private final Receiver receiver;
    private final AlertmanagerSettings settings;
    private final WantedAlerts alerts;
    private final AlertBodies bodies;
    private final FindingStore findings;
    private final NotificationStore told;
    private final AwsTime awsTime;
    private final Clock clock;
    private List<OpenCount> toldOf = List.of();
    private Wait untilNext = Wait.NONE;

    AlertmanagerPush(
            Receiver receiver,
            AlertmanagerSettings settings,
            WantedAlerts alerts,
            AlertBodies bodies,
            FindingStore findings,
            NotificationStore told,
            AwsTime awsTime,
            Clock clock) {
        this.receiver = receiver;
        this.settings = settings;
        this.alerts = alerts;
        this.bodies = bodies;
        this.findings = findings;
        this.told = told;
        this.awsTime = awsTime;
        this.clock = clock;
    }

    /** Tells everything when the interval has passed or something has changed; nothing while it is left alone. */
    void push() {
        Instant now = clock.instant();
        if (receiver.isLeftAlone(now)) {
            return;
        }
        List<OpenCount> counts = alerts.counts();
        if ((untilNext.isOver(now) || !counts.equals(toldOf)) && tell(counts, now)) {
            toldOf = counts;
            untilNext = Wait.of(now, settings.every());
        }
    }

    private boolean tell(List<OpenCount> counts, Instant now) {
        List<Raised> known = told.raised(receiver.key());
        List<Wanted> wanted = alerts.of(counts, known);
        Set<Raised> over = new LinkedHashSet<>(known);
        Set<Raised> added = new LinkedHashSet<>();
        for (Wanted alert : wanted) {
            if (!over.remove(alert.key())) {
                added.add(alert.key());
            }
        }
        told.raise(receiver.key(), added);
        return fire(wanted, now) && end(new ArrayList<>(over), now);
    }

    private boolean fire(List<Wanted> wanted, Instant now) {
        Instant ends = later(now, byAws(now)).plus(settings.life());
        Instant latestStart = earlier(now, byAws(now));
        for (int i = 0; i < wanted.size(); i += BATCH) {
            List<ObjectNode> batch = wanted.subList(i, Math.min(i + BATCH, wanted.size())).stream()
                    .map(alert -> started(alert, latestStart).put("endsAt", ends.toString()))
                    .toList();
            if (!receiver.tell(json(batch), headers(settings), now)) {
                return false;
            }
        }
        return true;
    }

    /** Alertmanager refuses what ends before it starts, as what was found by a clock that was ahead would. */
    private static ObjectNode started(Wanted alert, Instant latest) {
        ObjectNode body = alert.body();
        String startsAt = body.path("startsAt").asText("");
        return startsAt.isEmpty()
                ? body
                : body.put("startsAt", earlier(Instant.parse(startsAt), latest).toString());
    }

    /**
     * Now, by a clock that is right. Alertmanager takes an alert for over when its end has passed by its own clock: where ours may be
     * wrong, what fires ends by the later of the two, and what is over by the earlier.
     */
    private Instant byAws(Instant now) {
        return awsTime.compared().map(compared -> now.minus(compared.ahead())).orElse(now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean end(List<Raised> over, Instant now) {
        for (int i = 0; i < over.size(); i += BATCH) {
            List<Raised> batch = over.subList(i, Math.min(i + BATCH, over.size()));
            List<ObjectNode> ended = batch.stream()
                    .map(raised -> bodies.over(raised, findings)
                            .put("endsAt", earlier(now, byAws(now)).toString()))
                    .toList();
            if (!receiver.tell(json(ended), headers(settings), now)) {
                return false;
            }
            told.lower(receiver.key(), batch);
        }
        return true;
    }

    static byte[] json(List<ObjectNode> alerts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        alerts.forEach(array::add);
        return array.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> headers(AlertmanagerSettings settings) {
        String authorization = settings.authorization();
        return authorization == null
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "Authorization", authorization);
    }
}
