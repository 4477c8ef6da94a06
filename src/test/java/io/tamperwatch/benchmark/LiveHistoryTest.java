package io.tamperwatch.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHistoryTest {

    private static final long BEGIN = 1_800_000_000_000L;

    private final LiveHistory history =
            new LiveHistory(List.of(new RecordTemplate("{\"EventId\":\"{id}\"}")), 7, BEGIN, 10_000, 60_000);

    @Test
    void showsAnEventFromWhenItIsVisibleOn() {
        long visible = history.visibleAt(3);

        assertThat(visible).isBetween(history.happensAt(3) + 1000, history.happensAt(3) + 61_000);
        assertThat(text(BEGIN / 1000, visible - 1)).doesNotContain(history.id(3));
        assertThat(text(BEGIN / 1000, visible)).contains(history.id(3));
    }

    @Test
    void showsOnlyWhatHappenedWithinTheWindow() {
        long later = BEGIN + 1_000_000;

        assertThat(text(history.happensAt(3) / 1000 + 1, later)).doesNotContain(history.id(3));
        assertThat(text(history.happensAt(3) / 1000, later)).contains(history.id(3), history.id(4));
    }

    private String text(long fromSecond, long nowMillis) {
        ReplayedHistory.Page page = history.page(fromSecond, nowMillis / 1000, nowMillis);
        return new String(page.body(), 0, page.length(), US_ASCII);
    }
}
