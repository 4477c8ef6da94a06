package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tamperwatch.event.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the session behind a finding began, and what else was done with its access key.
 *
 * @param links from the access key that made the call upwards: what issued it, what issued the key of that caller, and so on
 * @param activity what else was done with the key around the finding's time; null when that could not be looked up
 * @param why one sentence: where the trace ends, and what keeps it from going on
 * @param lookedAt when it was last looked for
 * @param looks how many times it was looked for
 * @param againAt when it is looked for again; null when this is all there will be
 */
public record SessionTrace(
        Result result,
        List<Link> links,
        @Nullable Activity activity,
        String why,
        Instant lookedAt,
        int looks,
        @Nullable Instant againAt) {

    /** How far the trace goes. */
    public enum Result {
        /** To its beginning: a long-term credential, a sign-in, an identity provider or an AWS service. */
        TRACED,
        /** Some of the way. */
        INCOMPLETE,
        /** No event shows the key being issued. */
        NOT_FOUND,
        /** The session began before the time CloudTrail's event history still shows. */
        OUT_OF_WINDOW,
        /** AWS refuses to look up events. */
        DENIED,
        /** AWS did not answer, or not with anything that can be used. */
        FAILED;

        /** The word used in the API. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One event that issued temporary credentials.
     *
     * @param accessKeyId the key it issued
     * @param caller who asked for it
     * @param sourceAddress from where, as recorded
     * @param role the role whose credentials were issued; null where none was assumed
     * @param expiresAt when they stop working, as AWS answered
     */
    public record Link(
            String accessKeyId,
            String eventId,
            String eventSource,
            String eventName,
            Instant occurredAt,
            String region,
            Actor caller,
            @Nullable String sourceAddress,
            @Nullable String userAgent,
            @Nullable String role,
            @Nullable String expiresAt) {}

    /**
     * What was done with one access key.
     *
     * @param from the beginning of what was looked through, inclusive
     * @param until its end, inclusive
     * @param events how many were seen, the finding's own left out
     * @param failures how many of them did not succeed
     * @param complete whether these are all that CloudTrail showed; false when there were more than are read
     * @param deeds the events by what they are, newest first
     */
    public record Activity(Instant from, Instant until, int events, int failures, boolean complete, List<Deed> deeds) {

        public Activity {
            deeds = List.copyOf(deeds);
        }
    }

    /**
     * Calls that are alike.
     *
     * @param errorCode null when they succeeded
     * @param firstAt the earliest of them
     * @param lastAt the latest of them
     */
    public record Deed(
            String eventSource,
            String eventName,
            String region,
            Outcome outcome,
            @Nullable String errorCode,
            int count,
            Instant firstAt,
            Instant lastAt) {}

    public SessionTrace {
        links = List.copyOf(links);
    }
}
