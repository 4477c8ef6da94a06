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

    private static final List<String> FILTERS =
            List.of("status", "severity", "detection", "event", "account", "actor", "since", "until", "q");

    private static final Set<String> OF_A_LIST = with("cursor", "limit");
    private static final Set<String> OF_AN_EXPORT = with("format");

    private FindingFilter() {}

    private static Set<String> with(String... others) {
        Set<String> names = new LinkedHashSet<>(FILTERS);
        names.addAll(List.of(others));
        return Collections.unmodifiableSet(names);
    }

    /** @throws InvalidRequest when anything in it cannot be accepted */
    public static FindingQuery of(MultivaluedMap<String, String> given) {
        var parameters = new Parameters(given, OF_A_LIST);
        FindingQuery all = filtered(parameters, FindingQuery.MAX_LIMIT);
        FindingQuery query = all.from(position(parameters))
                .limitedTo(parameters.number("limit", 1, FindingQuery.MAX_LIMIT, DEFAULT_LIMIT));
        parameters.check();
        return query;
    }

    /** Which findings to export, and how. */
    record Export(FindingQuery query, String format) {}

    /**
     * Reads what an export is asked for.
     *
     * @param formats those there are
     * @param limit how many findings are read at once
     * @throws InvalidRequest when anything in it cannot be accepted
     */
    static Export export(MultivaluedMap<String, String> given, Set<String> formats, int limit) {
        var parameters = new Parameters(given, OF_AN_EXPORT);
        String format = parameters.text("format");
        if (format == null || !formats.contains(format)) {
            parameters.refuse("format", format == null ? "" : format, String.join(", ", formats));
        }
        FindingQuery query = filtered(parameters, limit);
        parameters.check();
        return new Export(query, String.valueOf(format));
    }

    private static FindingQuery filtered(Parameters parameters, int limit) {
        Instant since = parameters.time("since");
        Instant until = parameters.time("until");
        if (since != null && until != null && !since.isBefore(until)) {
            parameters.refuse("until", until.toString(), "a time after since, which is " + since);
        }
        return new FindingQuery(
                parameters.choices("status", Status.values(), Status::label),
                parameters.choices("severity", Severity.values(), Severity::label),
                parameters.texts("detection"),
                parameters.texts("event"),
                parameters.texts("account"),
                parameters.text("actor"),
                since,
                until,
                parameters.text("q"),
                null,
                limit);
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
