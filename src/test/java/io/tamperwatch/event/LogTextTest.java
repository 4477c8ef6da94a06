package io.tamperwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void leavesPlainTextAlone() {
        assertThat(LogText.of("arn:aws:iam::111122223333:user/Zoë+ops@example.com"))
                .isEqualTo("\"arn:aws:iam::111122223333:user/Zoë+ops@example.com\"");
        assertThat(LogText.of("")).isEqualTo("\"\"");
        assertThat(LogText.of("日本 😀")).isEqualTo("\"日本 😀\"");
        assertThat(LogText.of(null)).isEqualTo("null");
    }

    @Test
    void cannotBreakTheLineOrItsQuotation() {
        assertThat(LogText.of("x\" account=\"prod\r\nERROR \u001b[2Jforged\u0085\u2028\\"))
                .isEqualTo("\"x\\\" account=\\\"prod\\u{d}\\u{a}ERROR \\u{1b}[2Jforged\\u{85}\\u{2028}\\\\\"");
    }

    @Test
    void showsWhatWouldBeInvisibleOrTurnTheTextAround() {
        String hidden = "\u202e\u2066\u200b\u00ad\ufeff\u2800\u3164\ufe0f\u00a0\ue000\ud800\u034f";
        String shown = LogText.of(hidden);

        assertThat(shown)
                .isEqualTo("\"\\u{202e}\\u{2066}\\u{200b}\\u{ad}\\u{feff}\\u{2800}\\u{3164}\\u{fe0f}\\u{a0}\\u{e000}"
                        + "\\u{d800}\\u{34f}\"");
        assertThat(LogText.of(Character.toString(0xE0041) + Character.toString(0xE0100)))
                .isEqualTo("\"\\u{e0041}\\u{e0100}\"");
    }

    @Test
    void boundsTheLengthAndSaysWhatIsMissing() {
        assertThat(LogText.of("abcdef", 4)).isEqualTo("\"abcd\"+2");
        assertThat(LogText.of("abcdef", 6)).isEqualTo("\"abcdef\"");
        assertThat(LogText.of("abcdef", 0)).isEqualTo("\"\"+6");
        assertThat(LogText.of("x".repeat(100_000))).hasSizeLessThan(LogText.USUAL_LENGTH + 20);
    }

    @Test
    void isAlwaysOneLineOfVisibleCharacters() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String shown = LogText.of(Character.toString(c));
            assertThat(shown.codePoints().noneMatch(LogTextTest::isDangerous))
                    .as("U+%04X", c)
                    .isTrue();
        }
    }

    private static boolean isDangerous(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || (Character.isWhitespace(c) && c != ' ')
                || !Character.isDefined(c);
    }
}
