package io.tamperwatch.assess;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does in memory what the store does with a review: one page after the other. */
final class TestingHistory {

    private final Review review;
    private final List<Trace> traces = new ArrayList<>();
    private final Map<Trace.Habit, Instant> firstAt = new HashMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private @Nullable Instant since;

    TestingHistory(Review review) {
        this.review = review;
    }

    Map<String, Finding> findings() {
        return findings;
    }

    void page(List<Finding> found, List<Finding> context, Instant now) {
        List<Trace> arriving = new ArrayList<>(found.stream().map(Trace::of).toList());
        context.forEach(event -> arriving.add(Trace.ofContext(event)));
        if (arriving.isEmpty()) {
            return;
        }
        Surroundings around = around(arriving);
        List<Trace> kept = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Review.Reviewed reviewed = review.first(found.get(i), arriving.get(i), around);
            findings.put(found.get(i).id(), reviewed.finding());
            kept.add(arriving.get(i).kept(reviewed.marks(), findings.size()));
        }
        for (Trace trace : review.affected(around)) {
            Review.Reviewed reviewed = review.again(findings.get(trace.id()), trace, around, now);
            findings.put(trace.id(), reviewed.finding());
            traces.replaceAll(
                    known -> known.id().equals(trace.id()) ? known.kept(reviewed.marks(), known.number()) : known);
        }
        traces.addAll(kept);
        traces.addAll(arriving.subList(found.size(), arriving.size()));
        for (Trace trace : arriving) {
            firstAt.merge(trace.habit(), trace.occurredAt(), (one, other) -> one.isBefore(other) ? one : other);
            since = since == null || trace.occurredAt().isBefore(since) ? trace.occurredAt() : since;
        }
    }

    private Surroundings around(List<Trace> arriving) {
        Instant first =
                arriving.stream().map(Trace::occurredAt).min(Instant::compareTo).orElseThrow();
        Instant last =
                arriving.stream().map(Trace::occurredAt).max(Instant::compareTo).orElseThrow();
        List<Trace> near = traces.stream()
                .filter(trace -> !trace.occurredAt()
                                .isBefore(first.minus(review.reach().far()))
                        && !trace.occurredAt().isAfter(last.plus(review.reach().far())))
                .toList();
        return new Surroundings(near, arriving, firstAt, since);
    }
}
