package io.tamperwatch.web.pages;

import io.tamperwatch.web.pages.FindingView.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event did, and to whom.
 *
 * @param verdict {@code changed}, {@code no-op}, {@code unknown}, or {@code awaited} until it has been looked at
 * @param limits what could not be found out
 */
record ImpactView(
        String verdict,
        String label,
        String why,
        List<Fact> facts,
        List<String> limits,
        @Nullable Certificate certificate,
        @Nullable RadiusView radius) {

    ImpactView {
        facts = List.copyOf(facts);
        limits = List.copyOf(limits);
    }

    /** What a certificate was to its owner. */
    record Certificate(String verdict, String label, String why, List<Fact> facts) {

        Certificate {
            facts = List.copyOf(facts);
        }
    }
}
