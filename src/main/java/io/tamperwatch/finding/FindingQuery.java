package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Severity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which findings, newest first. Filters combine with "and"; several values of one filter with "or"; an empty set does
 * not filter.
 *
 * @param account account ids or configured names
 * @param actor part of the actor's name or ARN, ignoring case
 * @param since earliest {@code occurredAt}, inclusive
 * @param until latest {@code occurredAt}, exclusive
 * @param text part of actor, target, source address or event name, ignoring case
 * @param after continue behind this position
 * @param limit 1 to {@value #MAX_LIMIT}
 */
public record FindingQuery(
        Set<Status> status,
        Set<Severity> severity,
        Set<String> detection,
        Set<String> event,
        Set<String> account,
        @Nullable String actor,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text,
        @Nullable Position after,
        int limit) {

    public static final int MAX_LIMIT = 500;

    /** A place in the list that stays the same place when findings are added before or behind it. */
    public record Position(Instant occurredAt, String account, String id) {}

    public FindingQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
        }
        status = Set.copyOf(status);
        severity = Set.copyOf(severity);
        detection = Set.copyOf(detection);
        event = Set.copyOf(event);
        account = Set.copyOf(account);
    }

    /** All findings, from the newest. */
    public static FindingQuery newest(int limit) {
        return new FindingQuery(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, null, limit);
    }

    /** The same findings, fewer or more at once. */
    public FindingQuery limitedTo(int most) {
        return new FindingQuery(status, severity, detection, event, account, actor, since, until, text, after, most);
    }

    /** The same findings, further on. */
    public FindingQuery from(@Nullable Position position) {
        return new FindingQuery(
                status, severity, detection, event, account, actor, since, until, text, position, limit);
    }
}
