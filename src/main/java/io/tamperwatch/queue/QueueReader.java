package io.tamperwatch.queue;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.watch.Confirmations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Works one queue off. A message stays in the queue until the finding is stored or it is clear that there is none: the queue
 * is the only memory, so that neither a restart nor another process loses anything.
 */
final class QueueReader {

    private static final Logger LOG = Logger.getLogger(QueueReader.class);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** Whoever has the account may ask for it next. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private final QueueSettings queue;
    private final EventQueue source;
    private final Confirmations confirmations;
    private final Catalogue catalogue;
    private final EventRecordParser parser;
    private final Consumer<QuarantinedRecord> quarantine;
    private final Hints hints;
    private final QueueMeters meters;
    private final Clock clock;
    private final Ending ending = new Ending();
    private boolean failing;

    /** @param quarantine keeps what cannot be read; throws {@link StoreUnavailable} */
    QueueReader(
            QueueSettings queue,
            EventQueue source,
            Confirmations confirmations,
            Catalogue catalogue,
            EventRecordParser parser,
            Consumer<QuarantinedRecord> quarantine,
            Hints hints,
            QueueMeters meters,
            Clock clock) {
        this.queue = queue;
        this.source = source;
        this.confirmations = confirmations;
        this.catalogue = catalogue;
        this.parser = parser;
        this.quarantine = quarantine;
        this.hints = hints;
        this.meters = meters;
        this.clock = clock;
    }

    QueueReport report() {
        return hints.report(queue.name(), clock.instant());
    }

    /** Soon it has ended: it waits for nothing any more, and gives back what it has not begun with. */
    void stop() {
        ending.begin();
    }

    boolean isStopping() {
        return ending.hasBegun();
    }

    void pause(Duration duration) {
        ending.waiting(() -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return duration;
        });
    }

    /** Asks once and deals with what comes. False when the queue did not answer. */
    boolean read() {
        return switch (ending.waiting(() -> source.receive(queue))) {
            case EventQueue.Received.Failed(var reason) -> {
                if (!isStopping()) {
                    failed(reason);
                }
                yield false;
            }
            case EventQueue.Received.Messages(var messages) -> {
                meters.received();
                failing = false;
                messages.forEach(message -> meters.ended(isStopping() ? giveBack(message) : deal(message)));
                yield true;
            }
        };
    }

    private void failed(String reason) {
        meters.receiveFailed();
        if (!failing) {
            LOG.warnf(
                    "queue does not answer, will be asked again queue=%s reason=%s", queue.name(), LogText.of(reason));
        }
        failing = true;
    }

    /** Whoever reads the queue next has it at once, instead of when it would be shown again. */
    private MessageResult giveBack(Message message) {
        Ending.undisturbed(() -> source.postpone(queue, message, Duration.ZERO));
        return MessageResult.ELSEWHERE;
    }

    private MessageResult deal(Message message) {
        return switch (Announcement.read(message.body(), parser)) {
            case Announcement.Reading.Other() -> ended(message, MessageResult.IGNORED);
            case Announcement.Reading.Malformed(var reason) -> setAside(message, reason);
            case Announcement.Reading.Announced(var announcement) -> deal(message, announcement);
        };
    }

    private MessageResult deal(Message message, Announcement announcement) {
        EventRecord event = announcement.record();
        if (catalogue.byEvent(event.eventSource(), event.eventName()).isEmpty()) {
            return ended(message, MessageResult.IGNORED);
        }
        return switch (confirmations.confirm(
                announcement.accountId(), event.awsRegion(), event.eventId(), event.eventTime())) {
            case Confirmations.Answer.Stored stored -> {
                hints.settled(event.eventId());
                yield ended(message, MessageResult.CONFIRMED);
            }
            case Confirmations.Answer.NotWatched notWatched -> ended(message, MessageResult.IGNORED);
            case Confirmations.Answer.NotVisible notVisible -> unconfirmed(message, announcement);
            case Confirmations.Answer.Elsewhere elsewhere -> {
                if (isStopping()) {
                    yield giveBack(message);
                }
                source.postpone(queue, message, ELSEWHERE);
                yield MessageResult.ELSEWHERE;
            }
            case Confirmations.Answer.Failed failed when isStopping() -> giveBack(message);
            case Confirmations.Answer.Failed(var reason) -> notLookedUp(message, announcement, reason);
        };
    }

    /** Its time comes again and again, but not for ever: once the account answers, its polls find the event without the hint. */
    private MessageResult notLookedUp(Message message, Announcement announcement, String reason) {
        Instant now = clock.instant();
        if (isTooOld(message, now)) {
            tell("hint given up, it could not be looked up", announcement);
            hints.settled(announcement.record().eventId());
            return ended(message, MessageResult.GIVEN_UP);
        }
        LOG.debugf("hint not looked up queue=%s reason=%s", queue.name(), LogText.of(reason));
        Duration wait = waitBefore(Duration.between(message.sentAt(), now));
        source.postpone(queue, message, wait.compareTo(AFTER_A_FAILURE) < 0 ? AFTER_A_FAILURE : wait);
        return MessageResult.FAILED;
    }

    private boolean isTooOld(Message message, Instant now) {
        return message.sentAt().plus(queue.giveUpAfter()).isBefore(now);
    }

    private MessageResult unconfirmed(Message message, Announcement announcement) {
        EventRecord event = announcement.record();
        Instant now = clock.instant();
        if (isTooOld(message, now)) {
            tell("hint given up, the event history never showed it", announcement);
            hints.settled(event.eventId());
            return ended(message, MessageResult.GIVEN_UP);
        }
        if (hints.unconfirmed(announcement, now)) {
            tell("unconfirmed hint, the event history does not show it yet", announcement);
        }
        source.postpone(queue, message, waitBefore(Duration.between(message.sentAt(), now)));
        return MessageResult.UNCONFIRMED;
    }

    /**
     * Most events are visible within minutes; the few that are late are waited for patiently. By the message's age, not by how
     * often it was handed out: of several replicas it may have met all the wrong ones before.
     */
    static Duration waitBefore(Duration age) {
        if (age.compareTo(FIRST_WAIT) < 0) {
            return FIRST_WAIT;
        }
        return age.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : age;
    }

    private void tell(String what, Announcement announcement) {
        EventRecord event = announcement.record();
        LOG.warnf(
                "%s queue=%s accountId=%s event=%s id=%s occurredAt=%s",
                what,
                queue.name(),
                announcement.accountId(),
                LogText.of(event.eventName()),
                event.eventId(),
                event.eventTime());
    }

    private MessageResult setAside(Message message, String reason) {
        try {
            quarantine.accept(quarantined(message, reason));
        } catch (StoreUnavailable e) {
            source.postpone(queue, message, AFTER_A_FAILURE);
            return MessageResult.FAILED;
        }
        LOG.warnf("message set aside queue=%s reason=%s", queue.name(), LogText.of(reason));
        return ended(message, MessageResult.MALFORMED);
    }

    private QuarantinedRecord quarantined(Message message, String reason) {
        return new QuarantinedRecord(
                "sqs-" + message.id(),
                "sqs:" + queue.name(),
                queue.region().orElse(""),
                null,
                "message of a queue: " + reason,
                clock.instant(),
                message.body());
    }

    /** A message that cannot be deleted comes again, and ends the same way. */
    private MessageResult ended(Message message, MessageResult result) {
        return source.delete(queue, message) ? result : MessageResult.FAILED;
    }
}
