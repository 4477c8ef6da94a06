package io.tamperwatch.session;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.SessionTrace.Activity;
import io.tamperwatch.finding.SessionTrace.Link;
import io.tamperwatch.finding.SessionTrace.Result;
import io.tamperwatch.session.Issuing.Ending;
import io.tamperwatch.session.SessionHistory.By;
import io.tamperwatch.session.SessionHistory.Events;
import io.tamperwatch.session.SessionHistory.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look for a finding's session: where it came from, and what else it did. */
final class BackTrace {

    /** How long before and after the finding's event the session is watched. */
    static final Duration AROUND = Duration.ofHours(1);

    /** Of each Region; a busy session's hour may hold thousands of events. */
    private static final int MOST_PAGES = 4;

    private final SessionHistory history;

    BackTrace(SessionHistory history) {
        this.history = history;
    }

    /** What is found now; empty when the process is stopping. */
    Optional<SessionTrace> look(Finding finding, Instant now) {
        List<String> configured = history.regions(finding.account());
        if (configured.isEmpty()) {
            return Optional.of(unwatched(now));
        }
        Regions regions = new Regions(configured);
        regions.add(finding.region());
        Optional<Way> way = way(finding, regions, now);
        if (way.isEmpty()) {
            return Optional.empty();
        }
        Worst worst = new Worst();
        Activity activity = activity(finding, regions, now, worst);
        return worst.stopped() ? Optional.empty() : Optional.of(trace(finding, way.get(), activity, now));
    }

    /** The way to the session's beginning, and where it ends. */
    private record Way(List<Link> links, Ending ending) {}

    /** What has been traced once stays so: only what was done is looked up again. */
    private Optional<Way> way(Finding finding, Regions regions, Instant now) {
        SessionTrace before = finding.knowledge().session();
        if (before != null && before.result() == Result.TRACED) {
            before.links().forEach(link -> regions.add(link.region()));
            return Optional.of(new Way(before.links(), new Ending(Result.TRACED, before.why())));
        }
        Climb climb = new Climb(history, finding, regions, now);
        return climb.up().map(ending -> new Way(climb.links(), ending));
    }

    private static SessionTrace unwatched(Instant now) {
        String why = "No account of this name is configured any more.";
        return new SessionTrace(Result.FAILED, List.of(), null, why, now, 1, null);
    }

    private @Nullable Activity activity(Finding finding, Regions regions, Instant now, Worst worst) {
        String key = Objects.requireNonNull(finding.actor().accessKeyId());
        Instant from = finding.occurredAt().minus(AROUND).truncatedTo(ChronoUnit.SECONDS);
        Instant until = earlier(finding.occurredAt().plus(AROUND), now).truncatedTo(ChronoUnit.SECONDS);
        Deeds deeds = new Deeds(finding.id());
        boolean any = false;
        for (String region : regions.all()) {
            Question question = new Question(finding.account(), region, By.ACCESS_KEY_ID, key, from, until, MOST_PAGES);
            SessionHistory.Answer answer = history.ask(question);
            worst.note(answer).ifPresent(deeds::add);
            if (worst.stopped()) {
                return null;
            }
            if (!(answer instanceof Events events) || !events.complete()) {
                deeds.incomplete();
            }
            any |= answer instanceof Events;
        }
        return any ? deeds.between(from, until) : null;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What is told of a look that met a fault of this program. */
    static SessionTrace fault(Finding finding, Instant now) {
        Ending ending = new Ending(Result.FAILED, "A fault of this program; its log has the details.");
        return trace(finding, new Way(List.of(), ending), null, now);
    }

    private static SessionTrace trace(Finding finding, Way way, @Nullable Activity activity, Instant now) {
        SessionTrace before = finding.knowledge().session();
        int looks = before == null ? 1 : before.looks() + 1;
        Result result = way.ending().result();
        return new SessionTrace(
                result,
                way.links(),
                activity == null && before != null ? before.activity() : activity,
                way.ending().why(),
                now,
                looks,
                Patience.again(result, looks, finding.occurredAt(), now));
    }
}
