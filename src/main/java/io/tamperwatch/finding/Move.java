package io.tamperwatch.finding;

import java.util.Arrays;
import java.util.Locale;

/** A step in a finding's life, and from where it may be taken. */
public enum Move {
    /** Somebody has it. */
    ACKNOWLEDGE(Status.ACKNOWLEDGED, "acknowledged"),
    /** It is dealt with. */
    RESOLVE(Status.RESOLVED, "resolved"),
    /** It needs somebody after all. */
    REOPEN(Status.OPEN, "reopened"),
    /** A suppression covers it. */
    SUPPRESS(Status.SUPPRESSED, "suppressed");

    private final Status to;
    private final String done;

    Move(Status to, String done) {
        this.to = to;
        this.done = done;
    }

    public Status to() {
        return to;
    }

    /** The word in a finding's history. */
    public String done() {
        return done;
    }

    /** Whether that word in a finding's history tells of a step. */
    static boolean isStep(String what) {
        return Arrays.stream(values()).anyMatch(move -> move.done.equals(what));
    }

    public boolean isLegalFrom(Status status) {
        return switch (this) {
            case ACKNOWLEDGE -> status == Status.OPEN;
            case SUPPRESS -> status == Status.OPEN || status == Status.ACKNOWLEDGED;
            case RESOLVE, REOPEN -> status != to;
        };
    }

    /** The word in the API's paths. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
