package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Review.Reviewed;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import io.tamperwatch.watch.PollSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Judges what arrives in one account by what is there, and what is there by what arrives, within one transaction. */
final class Judging {

    private final Connection connection;
    private final Review review;
    private final Traces traces;
    private final Habits habits;
    private final Surroundings around;
    private final IdentityHashMap<Finding, Trace> arriving = new IdentityHashMap<>();
    private final List<Trace> toRemember = new ArrayList<>();

    /** @param context events without a finding; never empty together with the findings */
    Judging(
            Connection connection,
            Dialect dialect,
            Review review,
            long account,
            List<Finding> findings,
            List<Finding> context)
            throws SQLException {
        this.connection = connection;
        this.review = review;
        this.traces = new Traces(connection, dialect, account);
        findings.forEach(finding -> arriving.put(finding, Trace.of(finding)));
        context.forEach(event -> toRemember.add(Trace.ofContext(event)));
        List<Trace> all = new ArrayList<>(arriving.values());
        all.addAll(toRemember);
        this.habits = new Habits(connection, account).of(all);
        this.around = new Surroundings(traces.near(all, review.reach()), all, habits.firstAt(), habits.since());
    }

    /**
     * The judgement on a finding that arrives, which is remembered with it.
     *
     * @param number the finding's number
     */
    Finding first(Finding finding, long number) {
        Trace trace = arriving.get(finding);
        if (trace == null) {
            throw new IllegalArgumentException("a finding that does not arrive");
        }
        Reviewed reviewed = review.first(finding, trace, around);
        toRemember.add(trace.kept(reviewed.marks(), number));
        return reviewed.finding();
    }

    /** Judges again what has to be, and remembers what arrived. */
    List<Finding> finish(Kinds kinds, Dictionary.Additions words, Tally tally, Notices notices, Instant now)
            throws SQLException {
        List<Finding> changed = new ArrayList<>();
        for (Trace trace : review.affected(around)) {
            again(trace, kinds, words, tally, now).ifPresent(judged -> {
                changed.add(judged);
                notices.changed(trace.number(), judged);
            });
        }
        traces.add(toRemember);
        habits.add(around.arriving());
        traces.forgetBefore(now.minus(PollSettings.HISTORY).minus(review.reach().far()));
        return changed;
    }

    private Optional<Finding> again(Trace trace, Kinds kinds, Dictionary.Additions words, Tally tally, Instant now)
            throws SQLException {
        Finding stored = FindingRow.load(connection, trace.number(), kinds);
        if (stored == null) {
            return Optional.empty();
        }
        Reviewed reviewed = review.again(stored, trace, around, now);
        Finding judged = reviewed.finding();
        if (!judged.equals(stored)) {
            new Judgement(connection, words).replace(trace.number(), stored, judged, tally);
            new Lessons(connection).await(List.of(new Lessons.Awaited(trace.number(), judged)));
        }
        traces.mark(trace, reviewed.marks());
        return judged.equals(stored) ? Optional.empty() : Optional.of(judged);
    }
}
