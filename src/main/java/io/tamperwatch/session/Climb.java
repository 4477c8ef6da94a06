package io.tamperwatch.session;

import io.tamperwatch.event.Actor;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.SessionTrace.Link;
import io.tamperwatch.finding.SessionTrace.Result;
import io.tamperwatch.session.Issuing.Ending;
import io.tamperwatch.session.SessionHistory.Answer;
import io.tamperwatch.session.SessionHistory.By;
import io.tamperwatch.session.SessionHistory.Question;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from one access key up to where its session began, link by link. A role's session may have been asked for by
 * another role's session, and so on.
 */
final class Climb {

    /** Nobody needs longer chains; who makes one wants to be lost sight of. */
    static final int MOST_LINKS = 5;

    /** GetSessionToken's and GetFederationToken's sessions last 36 hours at most, those of roles twelve. */
    static final Duration LONGEST_SESSION = Duration.ofHours(36);

    /** CloudTrail's event history. */
    static final Duration HISTORY = Duration.ofDays(90);

    private static final Duration SLACK = Duration.ofMinutes(5);

    private final SessionHistory history;
    private final Finding finding;
    private final Regions regions;
    private final Instant now;
    private final List<Link> links = new ArrayList<>();

    Climb(SessionHistory history, Finding finding, Regions regions, Instant now) {
        this.history = history;
        this.finding = finding;
        this.regions = regions;
        this.now = now;
    }

    List<Link> links() {
        return links;
    }

    /** Goes up as far as it can; empty when the process is stopping. */
    Optional<Ending> up() {
        Actor actor = finding.actor();
        Instant usedAt = finding.occurredAt();
        while (links.size() < MOST_LINKS) {
            Step step = step(actor, usedAt);
            if (step.ending() != null || step.link() == null) {
                return Optional.ofNullable(step.ending());
            }
            Link link = step.link();
            links.add(link);
            Optional<Ending> ending = Issuing.ending(link);
            if (ending.isPresent()) {
                return ending;
            }
            actor = link.caller();
            usedAt = link.occurredAt();
        }
        return Optional.of(new Ending(
                Result.INCOMPLETE,
                "One session was begun by another, more than " + MOST_LINKS + " times; the rest is not followed."));
    }

    /**
     * One look for what issued a key.
     *
     * @param link what did; null when that is not known
     * @param ending why that is not known; null together with the link when the process is stopping
     */
    private record Step(@Nullable Link link, @Nullable Ending ending) {}

    private Step step(Actor actor, Instant usedAt) {
        String key = Objects.requireNonNull(actor.accessKeyId());
        Instant from = startOf(actor, usedAt).minus(SLACK);
        Worst worst = new Worst();
        for (String region : regions.all()) {
            Answer answer = ask(region, By.RESOURCE_NAME, key, from, usedAt.plus(SLACK));
            Optional<EventRecord> issued = worst.note(answer).flatMap(events -> Issuing.of(key, events));
            if (issued.isPresent()) {
                regions.add(Issuing.servedIn(issued.get()));
                return new Step(Issuing.link(key, issued.get()), null);
            }
            if (worst.stopped()) {
                return new Step(null, null);
            }
        }
        Step signedIn = signIn(actor, usedAt, key, worst);
        return signedIn.link() != null || worst.stopped() ? signedIn : new Step(null, lost(from, worst));
    }

    /** The console issues keys without an event that names them; what is recorded is that somebody signed in. */
    private Step signIn(Actor actor, Instant usedAt, String key, Worst worst) {
        String name = actor.origins().sessionName() == null
                ? actor.name()
                : actor.origins().sessionName();
        Instant started = startOf(actor, usedAt);
        String arn = actor.arn();
        if (name == null || arn == null || actor.origins().sessionStartedAt() == null) {
            return new Step(null, null);
        }
        for (String region : regions.all()) {
            Answer answer = ask(region, By.USERNAME, name, started.minus(SLACK), started.plus(SLACK));
            Optional<Link> signedIn = worst.note(answer)
                    .flatMap(events -> events.stream()
                            .filter(event -> event.eventName().equals("ConsoleLogin") && event.errorCode() == null)
                            .filter(event -> arn.equals(event.userIdentity().arn()))
                            .min(Comparator.comparing(event ->
                                    Duration.between(started, event.eventTime()).abs()))
                            .map(event -> Issuing.link(key, event)));
            if (signedIn.isPresent() || worst.stopped()) {
                return new Step(signedIn.orElse(null), null);
            }
        }
        return new Step(null, null);
    }

    private Answer ask(String region, By by, String value, Instant from, Instant until) {
        return history.ask(new Question(finding.account(), region, by, value, from, until, 1));
    }

    private Ending lost(Instant from, Worst worst) {
        if (worst.denied()) {
            return new Ending(Result.DENIED, "AWS refuses to look up events for this account.");
        }
        if (worst.failed()) {
            return new Ending(Result.FAILED, "AWS did not answer when the session was looked for.");
        }
        if (from.isBefore(now.minus(HISTORY))) {
            return new Ending(
                    Result.OUT_OF_WINDOW,
                    "The session may have begun before the 90 days CloudTrail's event history still shows.");
        }
        return links.isEmpty()
                ? new Ending(Result.NOT_FOUND, "No event in the Regions looked in shows the access key being issued.")
                : new Ending(
                        Result.INCOMPLETE,
                        "No event in the Regions looked in shows the key of the last caller being issued.");
    }

    /** When the session began as its record tells, or else the earliest it can have. */
    private static Instant startOf(Actor actor, Instant usedAt) {
        String recorded = actor.origins().sessionStartedAt();
        try {
            if (recorded != null) {
                Instant started = Instant.parse(recorded);
                return started.isAfter(usedAt) ? usedAt : started;
            }
        } catch (DateTimeException e) {
            // recorded in a form nobody has documented
        }
        return usedAt.minus(LONGEST_SESSION);
    }
}
