package io.tamperwatch.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What our own history of one account holds around the events of a page.
 *
 * @param stored events stored before, by the same actors and sessions or aimed at the same users and providers
 * @param arriving the new events
 * @param firstAt when each actor of the new events first made the call, before them
 * @param since when the account's history here begins; null when there is none yet
 */
public record Surroundings(
        List<Trace> stored,
        List<Trace> arriving,
        Map<Trace.Habit, Instant> firstAt,
        @Nullable Instant since) {

    public static final Surroundings NONE = new Surroundings(List.of(), List.of(), Map.of(), null);

    public Surroundings {
        stored = List.copyOf(stored);
        arriving = List.copyOf(arriving);
        firstAt = Map.copyOf(firstAt);
    }
}
