package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.FindingQuery.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Position POSITION =
            new Position(Instant.parse("2026-01-31T09:00:00.123456789Z"), "pro:duction", "e-1 ü");

    @Test
    void comesBackAsItWas() {
        assertThat(Cursor.parse(Cursor.of(POSITION))).contains(POSITION);
        assertThat(Cursor.of(POSITION)).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1\n2026-01-31T09:00:00Z\na",
                "2\n2026-01-31T09:00:00Z\na\nb",
                "1\nyesterday\na\nb",
                "1\n2026-01-31T09:00:00.000Z\na\nb",
                "1\n-1000000000-01-01T00:00:00Z\na\nb",
                "1\n+20000-01-01T00:00:00Z\na\nb",
                "1\n2026-01-31T09:00:00Z\na\n",
                "1\n2026-01-31T09:00:00Z\na\nb\nc",
                "1\n2026-01-31T09:00:00Z\na\u0000\nb"
            })
    void refusesWhatItHasNotWritten(String text) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThat(Cursor.parse(cursor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a b", "%2e", "MQ==", "MQ=", "ÿ"})
    void refusesWhatIsNoBase64Url(String cursor) {
        assertThat(Cursor.parse(cursor)).isEmpty();
    }

    @Test
    void refusesAnythingLong() {
        assertThat(Cursor.parse(Cursor.of(new Position(POSITION.occurredAt(), "a", "b".repeat(1000)))))
                .isEmpty();
    }
}
