package io.tamperwatch.assess;

import static io.tamperwatch.catalogue.SignalCode.ADD_NEAR_REMOVE;
import static io.tamperwatch.catalogue.SignalCode.ANCHOR_BURST;
import static io.tamperwatch.catalogue.SignalCode.DENIED_THEN_ALLOWED;
import static io.tamperwatch.catalogue.SignalCode.FIRST_TIME_ACTOR;
import static io.tamperwatch.catalogue.SignalCode.ROUTINE_SEQUENCE;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Reach;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges findings: signals, severity, scenarios. Pure; what it decides follows from the finding, its detection, the
 * surroundings and the settings. A finding is never hidden, and nothing but the operator's own word takes one below medium.
 */
public final class Assessor implements Review {

    /** Before that much history of an account is known, "for the first time" says nothing. */
    static final Duration ENOUGH_HISTORY = Duration.ofDays(7);

    private final AssessSettings settings;
    private final CallerSignals callers;
    private final Map<String, Detection> byId = new HashMap<>();
    private final Map<String, Detection> byEvent = new HashMap<>();
    private final Reach reach;

    public Assessor(Catalogue catalogue, AssessSettings settings) {
        this.settings = settings;
        this.callers = new CallerSignals(settings);
        for (Detection detection : catalogue.detections()) {
            byId.put(detection.id(), detection);
            if (!detection.context()) {
                detection.eventNames().forEach(name -> byEvent.put(name, detection));
            }
        }
        reach = Neighbourhood.reach(catalogue.detections());
    }

    @Override
    public Reach reach() {
        return reach;
    }

    @Override
    public Reviewed first(Finding detected, Trace trace, Surroundings around) {
        Detection detection = byId.get(detected.detection());
        if (detection == null) {
            return new Reviewed(detected, 0);
        }
        Map<SignalCode, String> evidence = Neighbourhood.of(trace, detection, around);
        Sightings seen = new Sightings();
        if (isFirst(trace, around)) {
            seen.add(
                    FIRST_TIME_ACTOR,
                    1,
                    "The actor has not made this call before, as far as our history reaches back.");
        }
        return judge(detected, detection, seen, evidence, trace, detected.history());
    }

    /**
     * What was stored before is in the marks already, so the arriving events are enough, but for a burst, which counts
     * all of them together: comparing every stored event with every other would hold up the store where there are many.
     */
    @Override
    public List<Trace> affected(Surroundings around) {
        Alike arriving = new Alike(around.arriving());
        List<Trace> affected = new ArrayList<>();
        for (Trace trace : around.stored()) {
            Detection detection = trace.hasFinding() && arriving.holds(trace) ? byEvent.get(trace.eventName()) : null;
            if (detection != null
                    && (Neighbourhood.tellsMore(trace, detection, around.arriving())
                            || Neighbourhood.bursts(trace, around))) {
                affected.add(trace);
            }
        }
        return affected;
    }

    @Override
    public Reviewed again(Finding stored, Trace trace, Surroundings around, Instant now) {
        Detection detection = byId.get(stored.detection());
        if (detection == null) {
            return new Reviewed(stored, trace.marks());
        }
        Sightings seen = new Sightings();
        Map<SignalCode, String> evidence = Neighbourhood.of(trace, detection, around);
        stored.signals().forEach(signal -> keep(signal, evidence, seen));
        Reviewed judged = judge(stored, detection, seen, evidence, trace, stored.history());
        return changed(stored, judged.finding())
                ? new Reviewed(withPast(stored, judged.finding(), now), judged.marks())
                : new Reviewed(stored, judged.marks());
    }

    /** What was seen of the surroundings stays, with the evidence first shown; it is weighed anew. */
    private static void keep(Signal known, Map<SignalCode, String> evidence, Sightings seen) {
        for (SignalCode code : Neighbourhood.PLACES) {
            if (code.label().equals(known.code())) {
                evidence.put(code, known.why());
            }
        }
        if (FIRST_TIME_ACTOR.label().equals(known.code())) {
            seen.add(FIRST_TIME_ACTOR, known);
        }
    }

    private static boolean changed(Finding before, Finding after) {
        return before.severity() != after.severity() || !before.signals().equals(after.signals());
    }

    private static Finding withPast(Finding before, Finding after, Instant now) {
        List<HistoryEntry> history = new ArrayList<>(before.history());
        history.add(
                new HistoryEntry(now, "assessed", null, "from %s to %s".formatted(inWords(before), inWords(after))));
        return after.assessed(after.severity(), after.signals(), after.scenarios(), history);
    }

    private static String inWords(Finding finding) {
        String signals = finding.signals().stream()
                .map(signal -> "%s %+d".formatted(signal.code(), signal.weight()))
                .collect(Collectors.joining(", "));
        return "%s (%s)".formatted(finding.severity().label(), signals.isEmpty() ? "no signals" : signals);
    }

    private Reviewed judge(
            Finding finding,
            Detection detection,
            Sightings seen,
            Map<SignalCode, String> evidence,
            Trace trace,
            List<HistoryEntry> history) {
        callers.read(finding, seen);
        boolean trusted = settings.expects(finding.actor().ownArn())
                && !seen.hasAny(CallerSignals.CONTRADICTIONS)
                && !evidence.containsKey(DENIED_THEN_ALLOWED);
        surroundings(evidence, trusted, seen);
        callers.expected(finding, seen);
        Severity severity = Gravity.of(base(finding, detection), seen.points(), trusted);
        int marks = trace.marks() | Neighbourhood.marks(evidence.keySet());
        return new Reviewed(
                finding.assessed(
                        severity, seen.signals(), new Explanations(seen, finding.outcome()).of(detection), history),
                marks);
    }

    /** The same pair of events is a change of configuration by a hand expected there, and a swap by any other. */
    private static void surroundings(Map<SignalCode, String> evidence, boolean trusted, Sightings seen) {
        boolean pair = evidence.containsKey(ADD_NEAR_REMOVE);
        evidence.forEach((code, why) -> {
            switch (code) {
                case DENIED_THEN_ALLOWED -> seen.add(code, 3, why);
                case ANCHOR_BURST -> seen.add(code, 2, why);
                case ADD_NEAR_REMOVE -> seen.add(code, trusted ? 0 : 2, why);
                case ROUTINE_SEQUENCE -> {
                    if (!pair || trusted) {
                        seen.add(code, -4, why);
                    }
                }
                case ROOT,
                        NO_MFA,
                        ACTOR_NOT_OWNER,
                        UNTRUSTED_NETWORK,
                        FIRST_TIME_ACTOR,
                        CONSOLE_LONG_TERM_KEY,
                        EXPECTED_ACTOR -> throw new IllegalStateException("no signal of the surroundings: " + code);
            }
        });
    }

    private static Severity base(Finding finding, Detection detection) {
        return switch (finding.outcome()) {
            case SUCCEEDED -> detection.severity();
            case DENIED -> detection.severityWhenDenied();
            case FAILED -> detection.severityWhenFailed();
        };
    }

    private static boolean isFirst(Trace trace, Surroundings around) {
        Instant since = around.since();
        if (since == null || since.plus(ENOUGH_HISTORY).isAfter(trace.occurredAt())) {
            return false;
        }
        Instant before = around.firstAt().get(trace.habit());
        return isNotBefore(before, trace)
                && around.arriving().stream()
                        .noneMatch(other -> other.habit().equals(trace.habit())
                                && other.occurredAt().isBefore(trace.occurredAt()));
    }

    private static boolean isNotBefore(@Nullable Instant known, Trace trace) {
        return known == null || !known.isBefore(trace.occurredAt());
    }
}
