package io.tamperwatch.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts how authentication ends, from 0 on: made at start, not with the first request. */
@Startup
@Singleton
class Authentications {

    /** How a request's authentication ended. */
    enum Result {
        /** A known token. */
        ACCEPTED,
        /** No Authorization header. */
        MISSING,
        /** A header that holds no bearer token. */
        MALFORMED,
        /** A token nobody configured, or that the OpenID provider did not give or gives no longer. */
        UNKNOWN,
        /** The OpenID provider could not be asked. */
        UNAVAILABLE
    }

    private final Map<Result, Counter> counters = new EnumMap<>(Result.class);

    Authentications(MeterRegistry registry) {
        for (Result result : Result.values()) {
            counters.put(
                    result,
                    Counter.builder("tamperwatch.authentications")
                            .description("Requests to the API by how their authentication ended")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void count(Result result) {
        Objects.requireNonNull(counters.get(result)).increment();
    }
}
