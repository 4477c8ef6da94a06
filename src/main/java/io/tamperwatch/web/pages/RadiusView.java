package io.tamperwatch.web.pages;

import io.tamperwatch.web.pages.FindingView.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The roles that depend on a provider: counted, drawn, and named.
 *
 * @param usage how many events the counts rest on; null when none was looked at
 * @param roles those that are hit hardest first
 * @param others further ones, folded
 * @param more how many are not named here; null when all are
 */
record RadiusView(
        String title,
        List<Count> counts,
        @Nullable String usage,
        @Nullable RadiusPicture picture,
        List<RoleRow> roles,
        List<RoleRow> others,
        @Nullable String more) {

    RadiusView {
        counts = List.copyOf(counts);
        roles = List.copyOf(roles);
        others = List.copyOf(others);
    }

    /**
     * How many roles are in one ring.
     *
     * @param number in digits, or that it is not known
     */
    record Count(String ring, String label, String number, String note) {}

    /** One role. */
    record RoleRow(
            String name, String arn, String ring, String ringLabel, List<String> marks, String why, List<Fact> facts) {

        RoleRow {
            marks = List.copyOf(marks);
            facts = List.copyOf(facts);
        }
    }
}
