package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding stands, and what may be done with it.
 *
 * @param version names all that has happened to it; sent along with a step, which is refused when more has happened since
 * @param who whoever took the last step; null when nobody has
 * @param at when they did
 */
record Life(
        String status,
        String label,
        String version,
        boolean acknowledges,
        boolean resolves,
        boolean reopens,
        @Nullable String who,
        Shown.@Nullable Time at,
        @Nullable String did) {

    static Life of(Finding finding, Instant now) {
        Optional<HistoryEntry> last = lastByPeople(finding.history());
        Status status = finding.status();
        return new Life(
                status.label(),
                label(status),
                version(finding),
                Move.ACKNOWLEDGE.isLegalFrom(status),
                Move.RESOLVE.isLegalFrom(status),
                Move.REOPEN.isLegalFrom(status),
                last.map(HistoryEntry::who).map(Shown::text).orElse(null),
                last.map(entry -> Shown.Time.of(entry.at(), now)).orElse(null),
                last.map(HistoryEntry::what).orElse(null));
    }

    static String version(Finding finding) {
        return Digest.of(finding.status(), finding.history());
    }

    private static Optional<HistoryEntry> lastByPeople(List<HistoryEntry> history) {
        return history.reversed().stream().filter(entry -> entry.who() != null).findFirst();
    }

    private static String label(Status status) {
        return switch (status) {
            case OPEN -> "Open";
            case ACKNOWLEDGED -> "In hand";
            case RESOLVED -> "Resolved";
            case SUPPRESSED -> "Suppressed";
        };
    }
}
