package io.tamperwatch.assess;

import static io.tamperwatch.catalogue.SignalCode.ADD_NEAR_REMOVE;
import static io.tamperwatch.catalogue.SignalCode.ANCHOR_BURST;
import static io.tamperwatch.catalogue.SignalCode.DENIED_THEN_ALLOWED;
import static io.tamperwatch.catalogue.SignalCode.ROUTINE_SEQUENCE;

import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Routine;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Reach;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
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
    private final long selfAt;
    private final int selfHash;
    private final long selfOwner;
    private final Detection detection;
    private final Map<SignalCode, String> evidence = new EnumMap<>(SignalCode.class);
    /** Besides the event's own. */
    private final Set<Long> owners = new HashSet<>();

    private Neighbourhood(Trace self, Detection detection) {
        this.self = self;
        this.selfAt = self.occurredAt().toEpochMilli();
        this.selfHash = self.id().hashCode();
        this.selfOwner = owner(self);
        this.detection = detection;
    }

    /** How far the events of a catalogue reach: whatever is near, and further apart what belongs to one of its routines. */
    static Reach reach(List<Detection> detections) {
        Duration far = NEAR;
        Map<String, Set<String>> sequences = new HashMap<>();
        for (Detection detection : detections) {
            for (Routine routine : detection.routines()) {
                if (routine.within().compareTo(NEAR) > 0) {
                    far = routine.within().compareTo(far) > 0 ? routine.within() : far;
                    pair(detection.eventNames(), routine.before(), sequences);
                    pair(detection.eventNames(), routine.after(), sequences);
                }
            }
        }
        return new Reach(NEAR, far, sequences);
    }

    private static void pair(List<String> names, List<String> others, Map<String, Set<String>> sequences) {
        for (String name : names) {
            for (String other : others) {
                sequences.computeIfAbsent(name, first -> new HashSet<>()).add(other);
                sequences.computeIfAbsent(other, first -> new HashSet<>()).add(name);
            }
        }
    }

    static Map<SignalCode, String> of(Trace self, Detection detection, Surroundings around) {
        Neighbourhood neighbourhood = new Neighbourhood(self, detection);
        neighbourhood.compareAll(around.stored());
        neighbourhood.compareAll(around.arriving());
        return neighbourhood.evidence;
    }

    /** Whether these make a signal that is not in the trace's marks. */
    static boolean tellsMore(Trace self, Detection detection, List<Trace> others) {
        Neighbourhood neighbourhood = new Neighbourhood(self, detection);
        neighbourhood.compareAll(others);
        return (marks(neighbourhood.evidence.keySet()) & ~self.marks()) != 0;
    }

    /** Whether a burst that is not in the trace's marks has become one by what arrives. */
    static boolean bursts(Trace self, Surroundings around) {
        if ((self.marks() & BURST_MARK) != 0) {
            return false;
        }
        Set<Long> owners = new HashSet<>();
        burstOwners(self, around.arriving(), owners);
        if (owners.isEmpty()) {
            return false;
        }
        burstOwners(self, around.stored(), owners);
        return owners.size() + 1 >= BURST_OWNERS;
    }

    private static void burstOwners(Trace self, List<Trace> others, Set<Long> owners) {
        long selfAt = self.occurredAt().toEpochMilli();
        long selfOwner = owner(self);
        for (Trace other : others) {
            if (other.actor() == self.actor()
                    && isBurst(other, other.occurredAt().toEpochMilli() - selfAt)) {
                addOwner(other, selfOwner, owners);
            }
        }
    }

    private void compareAll(List<Trace> others) {
        for (Trace other : others) {
            if (other.id().hashCode() != selfHash || !other.id().equals(self.id())) {
                compare(other);
            }
        }
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
        long after = other.occurredAt().toEpochMilli() - selfAt;
        if (other.actor() == self.actor()) {
            refusal(other, after);
            burst(other, after);
        }
        if (self.outcome() == Outcome.SUCCEEDED && other.outcome() == Outcome.SUCCEEDED) {
            swap(other, after);
            routines(other, after);
        }
    }

    private static boolean isWithin(long distance, long millis) {
        return Math.abs(millis) <= distance;
    }

    private void burst(Trace other, long after) {
        if (isBurst(other, after)
                && !evidence.containsKey(ANCHOR_BURST)
                && addOwner(other, selfOwner, owners)
                && owners.size() + 1 >= BURST_OWNERS) {
            evidence.put(
                    ANCHOR_BURST,
                    "The same actor touched the credential anchors of at least %d users or providers within %d minutes."
                            .formatted(BURST_OWNERS, BURST.toMinutes()));
        }
    }

    private static boolean isBurst(Trace other, long after) {
        return other.hasFinding() && isWithin(BURST_MILLIS, after);
    }

    private static boolean addOwner(Trace other, long selfOwner, Set<Long> owners) {
        long owner = owner(other);
        return owner != selfOwner && owners.add(owner);
    }

    private static long owner(Trace trace) {
        if (trace.user() != 0) {
            return trace.user();
        }
        return trace.provider() != 0 ? trace.provider() : trace.anchor();
    }

    private void swap(Trace other, long after) {
        if (!same(self.provider(), other.provider()) || !isWithin(NEAR_MILLIS, after)) {
            return;
        }
        boolean pair = (self.eventName().equals(REMOVE) && other.eventName().equals(ADD))
                || (self.eventName().equals(ADD) && other.eventName().equals(REMOVE));
        if (pair) {
            evidence.putIfAbsent(
                    ADD_NEAR_REMOVE,
                    "%s on the same provider stands near it, %s.".formatted(other.eventName(), shown(other)));
        }
    }

    private void refusal(Trace other, long after) {
        if (other.outcome() == self.outcome()
                || !isWithin(NEAR_MILLIS, after)
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
