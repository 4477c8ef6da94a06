package io.tamperwatch.finding;

import io.tamperwatch.event.LogText;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says who changed what, from where, and how it ended, in a log category of its own that can be sent elsewhere. When is the
 * line's own time. Whatever people or records have written is one quoted piece of the line.
 */
public final class AuditLog {

    private static final Logger LOG = Logger.getLogger("io.tamperwatch.audit");

    private AuditLog() {}

    /**
     * Somebody has asked for a step in a finding's life.
     *
     * @param from the address the request came from; null when the product itself did it
     */
    public static void move(String finding, Move move, HistoryEntry entry, Moved how, @Nullable String from) {
        LOG.infof(
                "finding moved move=%s result=%s finding=%s by=%s from=%s note=%s",
                move.label(),
                result(how),
                LogText.of(finding),
                LogText.of(entry.who()),
                LogText.of(from),
                LogText.of(entry.note()));
    }

    private static String result(Moved how) {
        return switch (how) {
            case Moved.Done done -> "done";
            case Moved.AlreadyThere already -> "already-there";
            case Moved.Illegal illegal ->
                "illegal-from-" + illegal.from().name().toLowerCase(Locale.ROOT);
            case Moved.Stale stale -> "stale";
            case Moved.Unknown unknown -> "unknown";
        };
    }

    /** Somebody expects something for a while. */
    static void suppressionBegun(Suppression suppression, @Nullable String from) {
        LOG.infof(
                "suppression begun id=%s by=%s from=%s until=%s reason=%s",
                LogText.of(suppression.id()),
                LogText.of(suppression.author()),
                LogText.of(from),
                suppression.expiresAt(),
                LogText.of(suppression.reason()));
    }

    /** Open findings were suppressed by a suppression, as it was made or later. */
    static void suppressed(Suppression suppression, int count) {
        LOG.infof("findings suppressed suppression=%s count=%d", LogText.of(suppression.id()), count);
    }

    /** Somebody has ended a suppression early. */
    static void suppressionEnded(Suppression suppression, @Nullable String from) {
        LOG.infof(
                "suppression ended id=%s by=%s from=%s",
                LogText.of(suppression.id()), LogText.of(suppression.endedBy()), LogText.of(from));
    }

    /** Retention has taken findings away. */
    static void forgotten(int count, Instant resolvedBefore) {
        LOG.infof("findings forgotten count=%d resolvedBefore=%s", count, resolvedBefore);
    }
}
