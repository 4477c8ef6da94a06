package io.tamperwatch.session;

import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.inventory.UploadedBodies;
import io.tamperwatch.session.SessionHistory.By;
import io.tamperwatch.session.SessionHistory.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the event that uploaded a certificate which was deleted before any snapshot saw it: its record holds the body, and
 * with it the way back.
 */
public final class UploadTracing implements Tracing {

    private static final Logger LOG = Logger.getLogger(UploadTracing.class);
    private static final String UPLOAD = "UploadSigningCertificate";

    /** Uploads are rare: two hundred of them in ninety days are a busy account's. */
    private static final int MOST_PAGES = 4;

    /** An upload just before the deletion may show late; an outage ends. */
    private static final Duration KEEP_LOOKING = Duration.ofHours(2);

    private static final Duration AGAIN = Duration.ofMinutes(20);

    private final FindingStore store;
    private final SessionHistory history;
    private final UploadedBodies bodies;
    private final Clock clock;

    public UploadTracing(FindingStore store, SessionHistory history, UploadedBodies bodies, Clock clock) {
        this.store = store;
        this.history = history;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public List<Finding> due(Set<String> elsewhere, int most) {
        return store.awaiting(Aspect.UPLOAD, clock.instant(), elsewhere, most);
    }

    @Override
    public boolean look(Finding finding) {
        Instant now = clock.instant();
        List<String> regions = history.regions(finding.account());
        if (!Aspect.UPLOAD.isAwaitedOf(finding) || bodies.isKnown(finding) || regions.isEmpty()) {
            return done(finding, null);
        }
        // IAM's events are recorded in the partition's home Region
        return heard(finding, now, history.ask(question(finding, regions.getFirst(), now)));
    }

    private boolean heard(Finding finding, Instant now, SessionHistory.Answer answer) {
        return switch (answer) {
            case SessionHistory.Stopped stopped -> false;
            case SessionHistory.Denied denied -> done(finding, later(finding, now));
            case SessionHistory.Failed failed -> done(finding, later(finding, now));
            case SessionHistory.Events events -> {
                Optional<EventRecord> upload = events.events().stream()
                        .filter(event -> bodies.keep(finding, event))
                        .findFirst();
                upload.ifPresent(event -> found(finding, now, event));
                yield upload.isPresent() || done(finding, later(finding, now));
            }
        };
    }

    private void found(Finding finding, Instant now, EventRecord upload) {
        HistoryEntry entry = new HistoryEntry(
                now,
                "certificate found",
                null,
                "The event of its upload, of %s, holds the certificate: it can be uploaded again."
                        .formatted(upload.eventTime()));
        store.learn(finding, Aspect.UPLOAD, stored -> stored.after(entry), null);
        LOG.infof(
                "certificate found in the event of its upload id=%s account=%s",
                LogText.of(finding.id()), finding.account());
    }

    private boolean done(Finding finding, @Nullable Instant again) {
        store.learn(finding, Aspect.UPLOAD, stored -> stored, again);
        return true;
    }

    private static @Nullable Instant later(Finding finding, Instant now) {
        return now.isBefore(finding.detectedAt().plus(KEEP_LOOKING)) ? now.plus(AGAIN) : null;
    }

    private static Question question(Finding finding, String region, Instant now) {
        Instant from = now.minus(Climb.HISTORY).truncatedTo(ChronoUnit.SECONDS);
        return new Question(finding.account(), region, By.EVENT_NAME, UPLOAD, from, finding.occurredAt(), MOST_PAGES);
    }
}
