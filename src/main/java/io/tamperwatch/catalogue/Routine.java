package io.tamperwatch.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An ordinary course of work that a finding can be part of: one of the events {@code before} happened within {@code within}
 * before it, or one of {@code after} within {@code within} after it, alike in all of {@code same}.
 *
 * @param id unique within its detection, never reused
 * @param why what the work is, for whoever wonders why the finding is milder
 * @param before names of events, one of which came first
 * @param after names of events, one of which followed
 * @param same what the events have in common; never empty
 * @param within how far apart the events may be
 */
public record Routine(
        String id, String title, String why, List<String> before, List<String> after, Set<Same> same, Duration within) {

    /** What two events have in common. */
    public enum Same {
        /** The session that called: one set of temporary credentials, or one access key of a user. */
        SESSION,
        /** The user the call was aimed at. */
        USER_NAME,
        /** The identity provider the call was aimed at. */
        PROVIDER_ARN;

        /** The word used in the API and in the catalogue's files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Routine {
        before = List.copyOf(before);
        after = List.copyOf(after);
        same = Set.copyOf(same);
    }
}
