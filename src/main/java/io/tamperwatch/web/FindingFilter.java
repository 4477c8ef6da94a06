package io.tamperwatch.web;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingQuery.Position;
import io.tamperwatch.finding.Status;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a request for findings. */
public final class FindingFilter {

    public static final int DEFAULT_LIMIT = 50;

    private static final Set<String> KNOWN = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "status", "severity", "detection", "event", "account", "actor", "since", "until", "q", "cursor", "limit")));

    private FindingFilter() {}

    /** @throws InvalidRequest when anything in it cannot be accepted */
    public static FindingQuery of(MultivaluedMap<String, String> given) {
        var parameters = new Parameters(given, KNOWN);
        Instant since = parameters.time("since");
        Instant until = parameters.time("until");
        if (since != null && until != null && !since.isBefore(until)) {
            parameters.refuse("until", until.toString(), "a time after since, which is " + since);
        }
        var query = new FindingQuery(
                parameters.choices("status", Status.values(), Status::label),
                parameters.choices("severity", Severity.values(), Severity::label),
                parameters.texts("detection"),
                parameters.texts("event"),
                parameters.texts("account"),
                parameters.text("actor"),
                since,
                until,
                parameters.text("q"),
                position(parameters),
                parameters.number("limit", 1, FindingQuery.MAX_LIMIT, DEFAULT_LIMIT));
        parameters.check();
        return query;
    }

    private static @Nullable Position position(Parameters parameters) {
        String cursor = parameters.single("cursor");
        if (cursor == null) {
            return null;
        }
        Position position = Cursor.parse(cursor).orElse(null);
        if (position == null) {
            parameters.refuse("cursor", cursor, "the nextCursor of an earlier page, unchanged");
        }
        return position;
    }
}
