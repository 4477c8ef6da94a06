package io.tamperwatch.session;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.Usage;
import io.tamperwatch.finding.WebIdentityUse;
import io.tamperwatch.session.SessionHistory.By;
import io.tamperwatch.session.SessionHistory.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at the events of AssumeRoleWithWebIdentity. A busy account has a million of them, so it reads a bounded number of
 * pages of each of a few stretches of time, the latest of each first, and tells how much of the time that was.
 */
final class UseLook {

    static final String ASSUMED = "AssumeRoleWithWebIdentity";

    /** Where the stretches before the event begin: the last hour, day and week are worth a look of their own. */
    private static final List<Duration> BEFORE =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(90));

    private static final int PAGES_BEFORE = 4;
    private static final int PAGES_SINCE = 6;

    private final SessionHistory history;

    UseLook(SessionHistory history) {
        this.history = history;
    }

    /** What is found now; empty when the process is stopping. */
    Optional<WebIdentityUse> look(Finding finding, Instant now) {
        Regions regions = regions(finding);
        WebIdentityUse before = finding.knowledge().use();
        UseTally tally = new UseTally(finding);
        UseCover past = new UseCover();
        if (before != null && before.usage().share() > 0) {
            tally.recall(before);
        } else {
            past(finding, regions, now, tally, past);
        }
        int eventsBefore = tally.events();
        UseCover since = new UseCover();
        read(finding, regions, finding.occurredAt(), now, PAGES_SINCE, tally, since);
        if (past.stopped() || since.stopped()) {
            return Optional.empty();
        }
        double share = past.isEmpty() && before != null ? before.usage().share() : past.share();
        Usage usage = usage(finding, regions, now, tally, share, since);
        int looks = before == null ? 1 : before.looks() + 1;
        return Optional.of(new WebIdentityUse(tally.roles(), usage, eventsBefore, now, looks));
    }

    private static Usage usage(
            Finding finding, Regions regions, Instant now, UseTally tally, double share, UseCover since) {
        return new Usage(
                regions.all(),
                from(finding, now),
                now,
                share,
                since.share(),
                tally.events(),
                tally.failures(),
                UseSentences.of(days(finding, now), regions.all().size(), tally, share, since));
    }

    private void past(Finding finding, Regions regions, Instant now, UseTally tally, UseCover cover) {
        Instant until = finding.occurredAt();
        for (Duration ago : BEFORE) {
            Instant from = later(finding.occurredAt().minus(ago), now.minus(Climb.HISTORY));
            if (from.isBefore(until)) {
                read(finding, regions, from, until, PAGES_BEFORE, tally, cover);
            }
            until = from;
        }
    }

    private void read(
            Finding finding, Regions regions, Instant from, Instant until, int pages, UseTally tally, UseCover cover) {
        Instant start = from.truncatedTo(ChronoUnit.SECONDS);
        Instant end = until.truncatedTo(ChronoUnit.SECONDS);
        for (String region : regions.all()) {
            if (cover.stopped()) {
                return;
            }
            SessionHistory.Answer answer =
                    history.ask(new Question(finding.account(), region, By.EVENT_NAME, ASSUMED, start, end, pages));
            cover.note(start, end, answer).forEach(tally::add);
        }
    }

    /** STS records where it served: the Regions an account is read in, and those in which the roles were used. */
    private Regions regions(Finding finding) {
        Regions regions = new Regions(history.regions(finding.account()));
        if (regions.all().isEmpty()) {
            return regions;
        }
        regions.add(finding.region());
        Impact impact = finding.knowledge().impact();
        Impact.@Nullable BlastRadius radius = impact == null ? null : impact.blastRadius();
        if (radius != null) {
            radius.roles().forEach(role -> regions.add(role.lastUsedRegion()));
        }
        return regions;
    }

    private static Instant from(Finding finding, Instant now) {
        return later(finding.occurredAt().minus(BEFORE.getLast()), now.minus(Climb.HISTORY));
    }

    private static long days(Finding finding, Instant now) {
        Duration before = Duration.between(from(finding, now), finding.occurredAt());
        return before.plusDays(1).minusSeconds(1).toDays();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
