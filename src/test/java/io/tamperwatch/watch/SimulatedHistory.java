package io.tamperwatch.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens in a simulated account: same-second bursts, late, amended and unreadable events. */
record SimulatedHistory(Random random) {

    static final List<String> NAMES = List.of("DeleteSigningCertificate", "RemoveClientIDFromOpenIDConnectProvider");

    /** When watching begins. */
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** For how long things go wrong. */
    static final Duration WATCHED = Duration.ofMinutes(40);

    private static final Duration LENGTH = Duration.ofMinutes(70);

    List<SimulatedEvent> events(PollSettings settings) {
        int bursts = 5 + random.nextInt(12);
        List<SimulatedEvent> originals = new ArrayList<>();
        for (int burst = 0; burst < bursts; burst++) {
            Instant occurredAt = START.minus(LENGTH.minus(WATCHED)).plusSeconds(random.nextLong(LENGTH.toSeconds()));
            int size = random.nextInt(10) == 0 ? 18 : 1 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                originals.add(event("e-" + burst + "-" + i, occurredAt, settings));
            }
        }
        List<SimulatedEvent> all = new ArrayList<>(originals);
        for (SimulatedEvent original : originals) {
            if (original.readable() && random.nextInt(12) == 0) {
                all.add(amendment(original, settings));
            }
        }
        return all;
    }

    private SimulatedEvent amendment(SimulatedEvent original, PollSettings settings) {
        return new SimulatedEvent(
                "a-" + original.id(),
                original.name(),
                original.occurredAt(),
                original.occurredAt().plus(delay(settings)),
                original.id(),
                true);
    }

    private SimulatedEvent event(String id, Instant occurredAt, PollSettings settings) {
        return new SimulatedEvent(
                id,
                NAMES.get(random.nextInt(NAMES.size())),
                occurredAt,
                occurredAt.plus(delay(settings)),
                "",
                random.nextInt(25) != 0);
    }

    /** Mostly within the lookback, sometimes only within the sweep window, rarely later still. */
    private Duration delay(PollSettings settings) {
        int chance = random.nextInt(100);
        if (chance < 80) {
            return Duration.ofSeconds(random.nextInt(300));
        }
        return chance < 97
                ? Duration.ofSeconds(random.nextLong(settings.sweepWindow().toSeconds()))
                : Duration.ofMinutes(random.nextInt(30));
    }
}
