package io.tamperwatch.assess;

import static io.tamperwatch.catalogue.SignalCode.ADD_NEAR_REMOVE;
import static io.tamperwatch.catalogue.SignalCode.ANCHOR_BURST;
import static io.tamperwatch.catalogue.SignalCode.DENIED_THEN_ALLOWED;
import static io.tamperwatch.catalogue.SignalCode.ROUTINE_SEQUENCE;

import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Routine;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Trace;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the events around one event make of it: for each signal, the sentence that shows the evidence. */
final class Neighbourhood {

    /** How far apart a refusal and a success, or an addition and a removal, still belong together. */
    static final Duration NEAR = Duration.ofHours(1);

    static final Duration BURST = Duration.ofMinutes(10);

    /** Owners whose anchors one actor touches in a burst; whoever is taken off board has many anchors but is one owner. */
    static final int BURST_OWNERS = 5;

    private static final String ADD = "AddClientIDToOpenIDConnectProvider";
    private static final String REMOVE = "RemoveClientIDFromOpenIDConnectProvider";

    static final List<SignalCode> PLACES =
            List.of(DENIED_THEN_ALLOWED, ANCHOR_BURST, ROUTINE_SEQUENCE, ADD_NEAR_REMOVE);

    private static final int BURST_MARK = marks(Set.of(ANCHOR_BURST));
    private static final long NEAR_MILLIS = NEAR.toMillis();
    private static final long BURST_MILLIS = BURST.toMillis();

    private final Trace self;
    private final Detection detection;
    private final Map<SignalCode, String> evidence = new EnumMap<>(SignalCode.class);
    private final Set<Long> owners = new HashSet<>();

    private Neighbourhood(Trace self, Detection detection) {
        this.self = self;
        this.detection = detection;
        owners.add(owner(self));
    }

    static Map<SignalCode, String> of(Trace self, Detection detection, List<Trace> near) {
        Neighbourhood around = new Neighbourhood(self, detection);
        for (Trace other : near) {
            if (!other.id().equals(self.id())) {
                around.compare(other);
            }
        }
        return around.evidence;
    }

    /** The signals as bits. They are stored: the places never change. */
    static int marks(Set<SignalCode> codes) {
        int marks = 0;
        for (SignalCode code : codes) {
            marks |= 1 << PLACES.indexOf(code);
        }
        return marks;
    }

    /** Plain numbers, since it is done for every pair of events that are near each other. */
    private void compare(Trace other) {
        long after = millis(self, other);
        if (other.actor() == self.actor()) {
            refusal(other, after);
            burst(other, after);
        }
        if (self.outcome() == Outcome.SUCCEEDED && other.outcome() == Outcome.SUCCEEDED) {
            swap(other, after);
            routines(other, after);
        }
    }

    /** From the one to the other; negative when the other was before. */
    private static long millis(Trace one, Trace other) {
        return other.occurredAt().toEpochMilli() - one.occurredAt().toEpochMilli();
    }

    private static boolean isWithin(long distance, long millis) {
        return Math.abs(millis) <= distance;
    }

    private void burst(Trace other, long after) {
        if (!evidence.containsKey(ANCHOR_BURST)
                && other.hasFinding()
                && isWithin(BURST_MILLIS, after)
                && owners.add(owner(other))
                && owners.size() >= BURST_OWNERS) {
            evidence.put(
                    ANCHOR_BURST,
                    "The same actor touched the credential anchors of at least %d users or providers within %d minutes."
                            .formatted(BURST_OWNERS, BURST.toMinutes()));
        }
    }

    /** Whether one of the others could be part of a burst that is not yet in the trace's marks. */
    static boolean mayBurst(Trace self, List<Trace> others) {
        return (self.marks() & BURST_MARK) == 0
                && others.stream()
                        .anyMatch(other -> other.actor() == self.actor()
                                && owner(other) != owner(self)
                                && isWithin(BURST_MILLIS, millis(self, other)));
    }

    private static long owner(Trace trace) {
        if (trace.user() != 0) {
            return trace.user();
        }
        return trace.provider() != 0 ? trace.provider() : trace.anchor();
    }

    private void swap(Trace other, long after) {
        boolean pair = (self.eventName().equals(REMOVE) && other.eventName().equals(ADD))
                || (self.eventName().equals(ADD) && other.eventName().equals(REMOVE));
        if (pair && same(self.provider(), other.provider()) && isWithin(NEAR_MILLIS, after)) {
            evidence.putIfAbsent(
                    ADD_NEAR_REMOVE,
                    "%s on the same provider stands near it, %s.".formatted(other.eventName(), shown(other)));
        }
    }

    private void refusal(Trace other, long after) {
        if (!isWithin(NEAR_MILLIS, after)
                || !other.eventName().equals(self.eventName())
                || differ(self.user(), other.user())
                || differ(self.provider(), other.provider())) {
            return;
        }
        if (self.outcome() == Outcome.SUCCEEDED && other.outcome() == Outcome.DENIED && after <= 0) {
            evidence.putIfAbsent(
                    DENIED_THEN_ALLOWED,
                    "The same actor was refused the same call before, %s.".formatted(shown(other)));
        }
        if (self.outcome() == Outcome.DENIED && other.outcome() == Outcome.SUCCEEDED && after >= 0) {
            evidence.putIfAbsent(
                    DENIED_THEN_ALLOWED,
                    "The same actor later succeeded with the same call, %s.".formatted(shown(other)));
        }
    }

    private void routines(Trace other, long after) {
        for (Routine routine : detection.routines()) {
            boolean before = after <= 0 && routine.before().contains(other.eventName());
            boolean behind = after >= 0 && routine.after().contains(other.eventName());
            if ((before || behind) && isWithin(routine.within().toMillis(), after) && alike(routine, other)) {
                evidence.putIfAbsent(
                        ROUTINE_SEQUENCE,
                        "%s: %s %s, %s."
                                .formatted(
                                        routine.title(),
                                        other.eventName(),
                                        before ? "came before" : "followed",
                                        shown(other)));
            }
        }
    }

    private boolean alike(Routine routine, Trace other) {
        return routine.same().stream().allMatch(same -> switch (same) {
            case SESSION -> same(self.session(), other.session());
            case USER_NAME -> same(self.user(), other.user());
            case PROVIDER_ARN -> same(self.provider(), other.provider());
        });
    }

    private static boolean same(long one, long other) {
        return one != 0 && one == other;
    }

    private static boolean differ(long one, long other) {
        return one != 0 && other != 0 && one != other;
    }

    private static String shown(Trace other) {
        return "at %s (event %s)".formatted(other.occurredAt(), other.id());
    }
}
