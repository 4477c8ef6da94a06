package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;

/**
 * Judges findings by what surrounds them. The store asks within the transaction that brings the events, behind its write
 * lock: pages that arrive at the same time see each other, and a process that dies has stored either both the events and what
 * they changed, or neither. Implementations only compute; they never wait.
 */
public interface Review {

    /** Takes every finding as it is detected. */
    Review NONE = new Review() {
        @Override
        public Reach reach() {
            return Reach.NONE;
        }

        @Override
        public Reviewed first(Finding detected, Trace trace, Surroundings around) {
            return new Reviewed(detected, 0);
        }

        @Override
        public List<Trace> affected(Surroundings around) {
            return List.of();
        }

        @Override
        public Reviewed again(Finding stored, Trace trace, Surroundings around, Instant now) {
            return new Reviewed(stored, trace.marks());
        }
    };

    /**
     * A judgement.
     *
     * @param marks what of the surroundings is in it; with the same marks a finding need not be judged again
     */
    record Reviewed(Finding finding, int marks) {}

    /** How far apart events may be and still say something about each other. */
    Reach reach();

    /** A new finding. */
    Reviewed first(Finding detected, Trace trace, Surroundings around);

    /** The stored events whose findings must be judged again because of those that arrive. */
    List<Trace> affected(Surroundings around);

    /** A stored finding, in the light of what arrived; its history keeps what was thought before. */
    Reviewed again(Finding stored, Trace trace, Surroundings around, Instant now);
}
