package io.tamperwatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void allowsASecondsWorthAtOnceAndThenTheRate() {
        RateLimit limit = new RateLimit(2);

        assertThat(LongStream.of(10_000, 10_000, 10_000, 10_499, 10_500, 10_501, 60_000, 60_000, 60_000)
                        .mapToObj(limit::allows))
                .containsExactly(true, true, false, false, true, false, true, true, false);
    }
}
