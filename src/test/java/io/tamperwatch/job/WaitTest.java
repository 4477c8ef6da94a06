package io.tamperwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, false", "59, false", "60, true", "3600, true", "-1, true", "-3600, true"})
    void isOverAtItsEndAndWhenTheClockWasSetBack(long seconds, boolean over) {
        assertThat(Wait.of(NOON, Duration.ofMinutes(1)).isOver(NOON.plusSeconds(seconds)))
                .isEqualTo(over);
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:00Z", "2026-03-10T12:00:00Z"})
    void noneIsAlwaysOver(Instant now) {
        assertThat(Wait.NONE.isOver(now)).isTrue();
    }
}
