package io.tamperwatch.alert;

import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.Notice;
import io.tamperwatch.finding.NotificationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the webhook what there is to tell, one notice after the other. A notice goes when it has been accepted; one that was
 * not is tried again later and later, and given up in the end, which keeps it for somebody to look at.
 */
final class NoticeDelivery {

    private static final Logger LOG = Logger.getLogger(NoticeDelivery.class);

    /** With the waits between them, some twelve hours. */
    static final int MOST_ATTEMPTS = 20;

    private static final int BATCH = 50;

    private final Receiver receiver;
    private final Webhook webhook;
    private final NotificationStore store;
    private final Clock clock;
    private final Waits waits;
    private final AtomicLong waiting;
    private final AtomicLong givenUp;

    NoticeDelivery(
            Receiver receiver,
            Webhook webhook,
            NotificationStore store,
            NotificationMeters meters,
            Clock clock,
            RandomGenerator random) {
        this.receiver = receiver;
        this.webhook = webhook;
        this.store = store;
        this.clock = clock;
        this.waits = new Waits(Duration.ofSeconds(5), Duration.ofHours(1), random);
        this.waiting = meters.notices("waiting");
        this.givenUp = meters.notices("given_up");
    }

    /**
     * Tells until nothing is due or the receiver is not to be had.
     *
     * @param mine whether it is still this process's turn, which a long backlog can outlast
     */
    void deliver(BooleanSupplier mine) {
        waiting.set(store.countNotices(false));
        givenUp.set(store.countNotices(true));
        boolean goOn = !receiver.isLeftAlone(clock.instant());
        while (goOn && mine.getAsBoolean()) {
            List<Notice> due = store.due(clock.instant(), BATCH);
            goOn = !due.isEmpty() && due.stream().allMatch(this::deliver);
        }
    }

    /** Whether the next one can be told as well. */
    private boolean deliver(Notice notice) {
        Instant now = clock.instant();
        byte[] body = webhook.body(notice);
        if (receiver.tell(body, webhook.headers(body, now), now)) {
            store.told(notice.number());
            return true;
        }
        Answer answer = receiver.last();
        Instant again = again(notice, now);
        store.failed(notice.number(), now, answer.reason(), again);
        if (again == null) {
            LOG.errorf(
                    "notice given up, see /api/v1/deliveries number=%d finding=%s reason=%s",
                    notice.number(), LogText.of(notice.finding().id()), LogText.of(answer.reason()));
        }
        return false;
    }

    private @Nullable Instant again(Notice notice, Instant now) {
        int attempts = notice.attempts() + 1;
        return attempts >= MOST_ATTEMPTS ? null : now.plus(waits.after(attempts));
    }
}
