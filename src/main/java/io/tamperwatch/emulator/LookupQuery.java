package io.tamperwatch.emulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What LookupEvents is asked. Nothing is checked here: {@link CloudTrailHistory#lookup} answers as AWS does.
 *
 * @param start events at or after it, to the second; null for as far back as there is history
 * @param end events at or before it, to the second; null for now
 * @param category null for management events
 * @param maxResults null for 50
 */
public record LookupQuery(
        Scope scope,
        List<Attribute> attributes,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String category,
        @Nullable Integer maxResults,
        @Nullable String nextToken) {

    /** A lookup attribute, for example {@code EventName} with {@code DeleteSigningCertificate}. */
    public record Attribute(String key, String value) {}

    public LookupQuery {
        attributes = List.copyOf(attributes);
    }

    /** Everything, to its first page. */
    public static LookupQuery of(Scope scope) {
        return new LookupQuery(scope, List.of(), null, null, null, null, null);
    }

    public LookupQuery with(String key, String value) {
        return new LookupQuery(scope, List.of(new Attribute(key, value)), start, end, category, maxResults, nextToken);
    }

    public LookupQuery between(@Nullable Instant from, @Nullable Instant to) {
        return new LookupQuery(scope, attributes, from, to, category, maxResults, nextToken);
    }

    public LookupQuery limit(int results) {
        return new LookupQuery(scope, attributes, start, end, category, results, nextToken);
    }

    public LookupQuery after(@Nullable String token) {
        return new LookupQuery(scope, attributes, start, end, category, maxResults, token);
    }
}
