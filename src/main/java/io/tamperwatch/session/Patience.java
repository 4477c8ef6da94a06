package io.tamperwatch.session;

import io.tamperwatch.finding.SessionTrace.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a session is looked for again. CloudTrail shows most events within minutes, some after hours, and promises no longest
 * delay; so the looks are further and further apart and then end.
 */
final class Patience {

    private static final List<Duration> LATER = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    /** After this long most of what was done has become visible. */
    private static final Duration VISIBLE = Duration.ofMinutes(15);

    private Patience() {}

    /**
     * The next look after this one; null when there is none.
     *
     * @param looks how many there were
     */
    static @Nullable Instant again(Result result, int looks, Instant occurredAt, Instant now) {
        return switch (result) {
            case TRACED, OUT_OF_WINDOW -> onceTheHourIsOver(occurredAt, now);
            case INCOMPLETE, NOT_FOUND, DENIED, FAILED -> looks > LATER.size() ? null : now.plus(LATER.get(looks - 1));
        };
    }

    /** The session may go on: what it does in the hour after the finding is looked up when that is over. */
    private static @Nullable Instant onceTheHourIsOver(Instant occurredAt, Instant now) {
        Instant over = occurredAt.plus(BackTrace.AROUND).plus(VISIBLE);
        return now.isBefore(over) ? over : null;
    }
}
