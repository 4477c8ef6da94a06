package io.tamperwatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Status;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what an event record means: pure, no clock, no network, no state. */
@Singleton
public final class Detector {

    /** By event name and within it by source: nearly every record ends at the first look-up. */
    private final Map<String, Map<String, Rule>> rules = new HashMap<>();

    public Detector(Catalogue catalogue) {
        for (Detection detection : catalogue.detections()) {
            Rule rule = new Rule(detection);
            detection
                    .eventNames()
                    .forEach(name ->
                            rules.computeIfAbsent(name, _ -> new HashMap<>()).put(detection.eventSource(), rule));
        }
    }

    /**
     * The finding an event record makes, or none when no detection claims its event or only a context one does. An
     * amending record makes the finding of the record it amends.
     *
     * @param account the account's name in the configuration
     * @param accountId used where the record itself names no account; null when not known
     * @param detectedAt goes into the finding as it is
     */
    public Optional<Finding> detect(
            EventRecord record, String account, @Nullable String accountId, Instant detectedAt) {
        Rule rule = rules.getOrDefault(record.eventName(), Map.of()).get(record.eventSource());
        return rule == null || rule.detection().context() || !rule.applies(record)
                ? Optional.empty()
                : Optional.of(rule.finding(record, account, accountId, detectedAt));
    }

    /**
     * What a record says that makes no finding and is read to understand others, in the form of a finding; empty for every
     * other record.
     */
    public Optional<Finding> context(
            EventRecord record, String account, @Nullable String accountId, Instant detectedAt) {
        Rule rule = rules.getOrDefault(record.eventName(), Map.of()).get(record.eventSource());
        return rule == null || !rule.detection().context() || !rule.applies(record)
                ? Optional.empty()
                : Optional.of(rule.finding(record, account, accountId, detectedAt));
    }

    /** A detection with everything that is the same for all its findings made ready. */
    private record Rule(Detection detection, TargetReading targets, List<String> ids, List<ScenarioFit> scenarios) {

        Rule(Detection detection) {
            this(detection, new TargetReading(detection), List.of(detection.id()), possible(detection));
        }

        /** How well each scenario fits is not judged here: every one is possible. */
        private static List<ScenarioFit> possible(Detection detection) {
            return detection.scenarios().stream()
                    .map(s -> new ScenarioFit(s.id(), s.title(), Fit.POSSIBLE, s.explanation()))
                    .toList();
        }

        /** A call whose request is not recorded may have been any; a parameter it does not have rules nothing out. */
        boolean applies(EventRecord record) {
            JsonNode request = record.requestParameters();
            return request == null
                    || detection.onlyWhen().entrySet().stream()
                            .allMatch(only -> !request.has(only.getKey())
                                    || only.getValue()
                                            .contains(request.get(only.getKey()).asText()));
        }

        Finding finding(EventRecord record, String account, @Nullable String accountId, Instant detectedAt) {
            Outcome outcome = Outcomes.of(record.errorCode());
            Denial denial = outcome == Outcome.DENIED ? Denial.of(record.errorMessage()) : null;
            return new Finding(
                    findingId(record),
                    account,
                    accountOf(record, accountId),
                    detection.id(),
                    ids,
                    record.eventSource(),
                    record.eventName(),
                    record.eventTime(),
                    detectedAt,
                    record.awsRegion(),
                    outcome,
                    record.errorCode(),
                    record.errorMessage(),
                    denial,
                    severity(outcome),
                    Status.OPEN,
                    change(outcome),
                    Actor.of(record),
                    new Origin(record.sourceIpAddress(), record.userAgent(), record.fromConsole()),
                    targets.of(record, outcome, denial),
                    List.of(),
                    scenarios,
                    List.of(new HistoryEntry(detectedAt, "detected", null, null)),
                    record.raw());
        }

        private Severity severity(Outcome outcome) {
            return switch (outcome) {
                case SUCCEEDED -> detection.severity();
                case DENIED -> detection.severityWhenDenied();
                case FAILED -> detection.severityWhenFailed();
            };
        }

        /** An idempotent call succeeds whether or not there was something to change. */
        private Change change(Outcome outcome) {
            return switch (outcome) {
                case SUCCEEDED -> detection.idempotent() ? Change.UNKNOWN : Change.CHANGED;
                case DENIED, FAILED -> Change.NO_OP;
            };
        }
    }

    private static String findingId(EventRecord record) {
        String original = record.addendum() == null ? null : record.addendum().originalEventId();
        return record.isAmendment() && original != null ? original : record.eventId();
    }

    /** The account whose history the record is in, which for a caller from another account is not the caller's. */
    private static @Nullable String accountOf(EventRecord record, @Nullable String known) {
        String recipient = record.recipientAccountId();
        if (recipient != null && !recipient.isBlank()) {
            return recipient;
        }
        String callers = record.userIdentity().accountId();
        return callers != null && !callers.isBlank() ? callers : known;
    }
}
