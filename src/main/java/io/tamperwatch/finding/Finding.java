package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a matching event record produced. One finding an event of an account, however often the event is read.
 *
 * @param id the CloudTrail event id; of the original event when the record is an amendment
 * @param account the account's name in the configuration
 * @param accountId the twelve digits; null only when neither the record nor AWS said
 * @param detection the gravest matching detection
 * @param detections every matching detection
 * @param occurredAt AWS's time
 * @param detectedAt our time, when the finding was first stored
 * @param region the Region the event is recorded in
 * @param denial what the refusal of a denied call says; null for other outcomes and for refusals of another form
 * @param knowledge what was learned after it was stored; nothing in lists
 * @param record the record exactly as CloudTrail gave it
 */
public record Finding(
        String id,
        String account,
        @Nullable String accountId,
        String detection,
        List<String> detections,
        String eventSource,
        String eventName,
        Instant occurredAt,
        Instant detectedAt,
        String region,
        Outcome outcome,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Denial denial,
        Severity severity,
        Status status,
        Change change,
        Actor actor,
        Origin origin,
        Target target,
        List<Signal> signals,
        List<ScenarioFit> scenarios,
        List<HistoryEntry> history,
        @JsonIgnore Knowledge knowledge,
        @JsonRawValue String record) {

    public Finding {
        detections = List.copyOf(detections);
        signals = List.copyOf(signals);
        scenarios = List.copyOf(scenarios);
        history = List.copyOf(history);
    }

    /** A finding about which nothing was learned beyond its record. */
    public Finding(
            String id,
            String account,
            @Nullable String accountId,
            String detection,
            List<String> detections,
            String eventSource,
            String eventName,
            Instant occurredAt,
            Instant detectedAt,
            String region,
            Outcome outcome,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            @Nullable Denial denial,
            Severity severity,
            Status status,
            Change change,
            Actor actor,
            Origin origin,
            Target target,
            List<Signal> signals,
            List<ScenarioFit> scenarios,
            List<HistoryEntry> history,
            String record) {
        this(
                id,
                account,
                accountId,
                detection,
                detections,
                eventSource,
                eventName,
                occurredAt,
                detectedAt,
                region,
                outcome,
                errorCode,
                errorMessage,
                denial,
                severity,
                status,
                change,
                actor,
                origin,
                target,
                signals,
                scenarios,
                history,
                Knowledge.NONE,
                record);
    }

    /** The same finding further on in its life. */
    public Finding with(Status next, List<HistoryEntry> past) {
        return with(new State(severity, next, change, signals, scenarios, past, knowledge));
    }

    /** The same finding in another light. */
    public Finding assessed(
            Severity judged, List<Signal> seen, List<ScenarioFit> explanations, List<HistoryEntry> past) {
        return with(new State(judged, status, change, seen, explanations, past, knowledge));
    }

    /** The same finding with what was learned about it. */
    public Finding knowing(Knowledge learned) {
        return with(new State(severity, status, change, signals, scenarios, history, learned));
    }

    /** The same finding, now that it is known whether the event changed anything. */
    public Finding changing(Change known) {
        return with(new State(severity, status, known, signals, scenarios, history, knowledge));
    }

    /** The same finding without the record's text, as the store lists it. */
    public Finding withoutRecord() {
        return new Finding(
                id,
                account,
                accountId,
                detection,
                detections,
                eventSource,
                eventName,
                occurredAt,
                detectedAt,
                region,
                outcome,
                errorCode,
                errorMessage,
                denial,
                severity,
                status,
                change,
                actor,
                origin,
                target,
                signals,
                scenarios,
                history,
                knowledge,
                "null");
    }

    /** The same finding, with something more in its past. */
    public Finding after(HistoryEntry entry) {
        List<HistoryEntry> past = new ArrayList<>(history);
        past.add(entry);
        return with(status, past);
    }

    /** What may change of a finding; everything else is the record's. */
    private record State(
            Severity severity,
            Status status,
            Change change,
            List<Signal> signals,
            List<ScenarioFit> scenarios,
            List<HistoryEntry> history,
            Knowledge knowledge) {}

    private Finding with(State now) {
        return new Finding(
                id,
                account,
                accountId,
                detection,
                detections,
                eventSource,
                eventName,
                occurredAt,
                detectedAt,
                region,
                outcome,
                errorCode,
                errorMessage,
                denial,
                now.severity(),
                now.status(),
                now.change(),
                actor,
                origin,
                target,
                now.signals(),
                now.scenarios(),
                now.history(),
                now.knowledge(),
                record);
    }
}
