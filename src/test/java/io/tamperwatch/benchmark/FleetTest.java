package io.tamperwatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetTest {

    @Test
    void tellsWhatWasAskedInAStretchOfTime() {
        Ledger ledger = new Ledger();
        ledger.add("111122223333", new Ledger.Entry(500, Fleet.ROLE, false));
        ledger.add("111122223333", new Ledger.Entry(999, "Early", false));
        ledger.add("111122223333", new Ledger.Entry(1000, "One", false));
        ledger.add("111122223333", new Ledger.Entry(1400, "Two", true));
        ledger.add("111122220001", new Ledger.Entry(1200, "One", false));
        ledger.add("111122220001", new Ledger.Entry(4000, "One", false));
        ledger.add("111122220001", new Ledger.Entry(4001, Fleet.ROLE, false));
        ledger.add("111122220001", new Ledger.Entry(5000, "Late", false));

        assertThat(Fleet.of(Ledger.read(ledger.write()), 2, 1, 1000, 5000))
                .isEqualTo(new Fleet(4, 1, 1, 1.0, 3, 2, Duration.ofMillis(600), Duration.ofMillis(3600)));
    }

    @Test
    void findsAnAccountIdleThatWasNeverAskedFor() {
        Ledger ledger = new Ledger();
        ledger.add("111122223333", new Ledger.Entry(1000, "One", false));

        assertThat(Fleet.of(ledger, 2, 1, 0, 9000).longestIdle()).isEqualTo(Duration.ofSeconds(9));
    }
}
