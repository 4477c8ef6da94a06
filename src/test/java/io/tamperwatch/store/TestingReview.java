package io.tamperwatch.store;

import io.tamperwatch.catalogue.Severity;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says how many stored events it was shown, and judges again, once, what a deletion of a user arrives for. */
final class TestingReview implements Review {

    @Nullable
    Instant since;

    @Nullable
    Instant firstAt;

    List<Trace> stored = List.of();

    @Override
    public Reach reach() {
        return new Reach(
                Duration.ofHours(1),
                Duration.ofHours(24),
                Map.of("DeleteSigningCertificate", Set.of("UploadSigningCertificate")));
    }

    @Override
    public Reviewed first(Finding detected, Trace trace, Surroundings around) {
        since = around.since();
        stored = around.stored();
        firstAt = around.firstAt().get(trace.habit());
        return new Reviewed(judged(detected, "saw " + around.stored().size()), 0);
    }

    static Finding judged(Finding finding, String why) {
        return finding.assessed(
                Severity.CRITICAL, List.of(new Signal("seen", 1, why)), finding.scenarios(), finding.history());
    }

    @Override
    public List<Trace> affected(Surroundings around) {
        boolean deleted = around.arriving().stream()
                .anyMatch(trace -> !trace.hasFinding() && trace.eventName().equals("DeleteUser"));
        return around.stored().stream()
                .filter(trace -> deleted && trace.hasFinding() && trace.marks() == 0)
                .toList();
    }

    @Override
    public Reviewed again(Finding stored, Trace trace, Surroundings around, Instant now) {
        return new Reviewed(again(stored, "saw DeleteUser"), 1);
    }

    static Finding again(Finding finding, String why) {
        List<HistoryEntry> history = new ArrayList<>(finding.history());
        history.add(new HistoryEntry(finding.detectedAt(), "assessed", null, why));
        return finding.assessed(Severity.LOW, List.of(new Signal("seen", 1, why)), finding.scenarios(), history);
    }
}
