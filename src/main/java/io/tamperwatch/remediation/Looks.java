package io.tamperwatch.remediation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Signal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the event looks meant. Bringing back a credential that somebody rightly revoked is harm of its own, so this is
 * said before anything is undone. The sentences are ours: nothing of a record is in them.
 */
public enum Looks {
    /** A known routine, such as the deletion of a user or the replacement of a credential. */
    ROUTINE("Events around it make up a known routine, such as off-boarding a user or replacing a credential. It looks"
            + " deliberate: undoing it may bring back what was rightly taken away. Ask its owner first."),
    /** An actor whose calls of this kind are expected. */
    EXPECTED("The operator of this product expects such calls of this actor. It looks deliberate: undoing it may bring"
            + " back what was rightly taken away. Ask its owner first."),
    /** Signals of an intruder. */
    SUSPICIOUS("Nothing known makes it look deliberate, and there are signs of somebody who should not have done it."),
    /** Of a posture check, behind which there is no event. */
    STANDING("This is how the account stands, and no event: whether it is meant is not known. Ask its owner first."),
    /** Neither. */
    UNCLEAR("Whether it was deliberate is not known: no routine and no expected actor is behind it, and no sign of an"
            + " intruder either. Ask its owner before you undo it.");

    /** What speaks of somebody who has no business here. */
    private static final Set<String> SIGNS_OF_AN_INTRUDER = Set.of(
            SignalCode.DENIED_THEN_ALLOWED.label(),
            SignalCode.ANCHOR_BURST.label(),
            SignalCode.UNTRUSTED_NETWORK.label(),
            SignalCode.CONSOLE_LONG_TERM_KEY.label());

    private final String sentence;

    Looks(String sentence) {
        this.sentence = sentence;
    }

    /** One or two sentences for whoever is about to undo it. */
    public String sentence() {
        return sentence;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Looks of(Finding finding) {
        Set<String> codes = finding.signals().stream().map(Signal::code).collect(Collectors.toSet());
        if (codes.contains(SignalCode.ROUTINE_SEQUENCE.label())) {
            return ROUTINE;
        }
        if (codes.contains(SignalCode.EXPECTED_ACTOR.label())) {
            return EXPECTED;
        }
        return codes.stream().anyMatch(SIGNS_OF_AN_INTRUDER::contains) ? SUSPICIOUS : UNCLEAR;
    }
}
