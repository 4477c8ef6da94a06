package io.tamperwatch.finding;

import io.tamperwatch.event.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each new finding, as text that cannot pretend to be anything else. A flood is cut off, so that nobody
 * can fill a disk by deleting things; the findings themselves are all stored.
 */
public final class FindingLog {

    private static final Logger LOG = Logger.getLogger("io.tamperwatch.finding");

    /** Lines in a minute before the rest of the minute is only counted. */
    static final int MOST_A_MINUTE = 600;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private @Nullable Instant minute;
    private int lines;
    private int leftOut;

    /** Logs what a page brought. */
    public synchronized void stored(List<Finding> created, Instant now) {
        if (created.isEmpty()) {
            return;
        }
        if (minute == null || now.isAfter(minute.plus(MINUTE)) || now.isBefore(minute)) {
            minute = now;
            lines = 0;
            tellLeftOut();
        }
        for (Finding finding : created) {
            if (lines < MOST_A_MINUTE) {
                lines++;
                log(finding);
            } else {
                leftOut++;
            }
        }
    }

    /** Logs what is seen in another light than before. */
    public void reassessed(List<Finding> findings) {
        for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_A_MINUTE))) {
            LOG.infof(
                    "assessed again id=%s detection=%s severity=%s account=%s",
                    LogText.of(finding.id()),
                    finding.detection(),
                    finding.severity().label(),
                    finding.account());
        }
    }

    private void tellLeftOut() {
        if (leftOut > 0) {
            LOG.warnf("more findings than were logged one by one count=%d", leftOut);
            leftOut = 0;
        }
    }

    private static void log(Finding finding) {
        LOG.infof(
                "finding id=%s detection=%s severity=%s outcome=%s change=%s account=%s occurredAt=%s actor=%s from=%s",
                LogText.of(finding.id()),
                finding.detection(),
                finding.severity().label(),
                finding.outcome().label(),
                finding.change().label(),
                finding.account(),
                finding.occurredAt(),
                LogText.of(actor(finding)),
                LogText.of(finding.origin().sourceAddress()));
    }

    private static String actor(Finding finding) {
        String arn = finding.actor().arn();
        if (arn != null) {
            return arn;
        }
        String name = finding.actor().name();
        return name == null ? finding.actor().type() : name;
    }
}
