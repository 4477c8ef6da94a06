package io.tamperwatch.web;

import static io.tamperwatch.web.RefusalLines.AT_ONCE;
import static io.tamperwatch.web.RefusalLines.EACH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RefusalLinesTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource time = () -> now;
    private final RefusalLines lines = new RefusalLines(time.withZone(ZoneOffset.UTC));

    @Test
    void writesSoManyLinesAtOnceAndCountsTheRest() {
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(lines.next()).hasValue(0);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines.next()).isEmpty();
        }

        now = now.plus(EACH);
        assertThat(lines.next()).hasValue(1_000);
        assertThat(lines.next()).isEmpty();
        now = now.plus(EACH).plus(EACH);
        assertThat(lines.next()).hasValue(1);
        assertThat(lines.next()).hasValue(0);
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void startsAnewAfterAWhile() {
        for (int i = 0; i < 2 * AT_ONCE; i++) {
            lines.next();
        }

        now = now.plus(EACH.multipliedBy(10L * AT_ONCE));
        assertThat(lines.next()).hasValue(AT_ONCE);
        for (int i = 1; i < AT_ONCE; i++) {
            assertThat(lines.next()).hasValue(0);
        }
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void aClockThatGoesBackFreesNothing() {
        for (int i = 0; i < AT_ONCE; i++) {
            lines.next();
        }

        now = now.minusSeconds(3600);
        assertThat(lines.next()).isEmpty();
    }
}
