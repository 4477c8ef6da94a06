package io.tamperwatch.alert;

import io.tamperwatch.event.LogText;
import io.tamperwatch.job.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Somebody who is told things over HTTP: counts how it goes, says in the log when that changes, and leaves alone who failed. */
final class Receiver {

    private static final Logger LOG = Logger.getLogger(Receiver.class);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    /** Well below what an alert lives. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final String name;
    private final String key;
    private final Post post;
    private final NotificationMeters meters;
    private final Waits waits;
    private int failures;
    private Wait leftAlone = Wait.NONE;
    private Answer last = new Answer.Accepted();

    /**
     * Somebody to tell.
     *
     * @param name in metrics and the log
     * @param key in the store
     */
    Receiver(String name, String key, Post post, NotificationMeters meters, RandomGenerator random) {
        this.name = name;
        this.key = key;
        this.post = post;
        this.meters = meters;
        this.waits = new Waits(FIRST_WAIT, LONGEST_WAIT, random);
        meters.begin(name);
    }

    String key() {
        return key;
    }

    boolean isLeftAlone(Instant now) {
        return !leftAlone.isOver(now);
    }

    /** The answer to the latest request. */
    Answer last() {
        return last;
    }

    /** Whether they have it now; if not, they are left alone for a while. */
    boolean tell(byte[] body, Map<String, String> headers, Instant now) {
        Answer answer = post.send(body, headers);
        meters.tried(name, answer, now);
        if (answer instanceof Answer.Accepted) {
            succeeded();
        } else {
            failed(answer, now);
        }
        last = answer;
        return answer instanceof Answer.Accepted;
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.infof("receiver answers again receiver=%s failures=%d", name, failures);
        }
        failures = 0;
        leftAlone = Wait.NONE;
    }

    private void failed(Answer answer, Instant now) {
        failures++;
        leftAlone = Wait.of(now, waits.after(failures));
        // Said when it begins; while it lasts the metrics tell.
        Logger.Level level = failures == 1 ? Logger.Level.WARN : Logger.Level.DEBUG;
        LOG.logf(
                level,
                "receiver not told, will be tried again receiver=%s result=%s reason=%s",
                name,
                answer.label(),
                LogText.of(answer.reason()));
    }

    void close() {
        post.close();
    }
}
