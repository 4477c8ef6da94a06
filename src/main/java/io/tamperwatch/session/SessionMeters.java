package io.tamperwatch.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tamperwatch.finding.SessionTrace.Result;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The meters of back-traces; every series exists from the first scrape on. */
final class SessionMeters {

    private final Map<Result, Counter> traces = new EnumMap<>(Result.class);

    SessionMeters(MeterRegistry registry) {
        for (Result result : Result.values()) {
            traces.put(
                    result,
                    Counter.builder("tamperwatch.session.traces")
                            .description("Looks for the sessions behind findings, repeated ones included")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void looked(Result result) {
        Objects.requireNonNull(traces.get(result)).increment();
    }
}
