package io.tamperwatch.web.pages;

import io.tamperwatch.event.LogText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values look on a page. HTML is the templates' business, which escape everything. */
final class Shown {

    /** Longer texts are cut on pages; the raw record has all of them. */
    private static final int LONGEST = 600;

    private static final int LONGEST_IN_A_ROW = 60;

    private static final int LONGEST_LINE = 2_000;

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Shown() {}

    /** A point in time, for people and, exactly, for scripts. */
    record Time(String exact, String full, String brief, String ago) {

        static Time of(Instant at, Instant now) {
            return new Time(at.toString(), DAY_AND_TIME.format(at), SHORT.format(at), Shown.ago(at, now));
        }

        static @Nullable Time ofNullable(@Nullable Instant at, Instant now) {
            return at == null ? null : of(at, now);
        }
    }

    /** Text somebody else wrote: nothing in it is invisible or changes the direction of what stands beside it. */
    static String text(String text) {
        return text(text, LONGEST);
    }

    static String text(String text, int length) {
        return LogText.visible(text, length);
    }

    /** Text with lines, such as a note: each line made visible. */
    static @Nullable String lines(@Nullable String text) {
        return text == null || text.isEmpty()
                ? null
                : text.lines().map(line -> text(line, LONGEST_LINE)).collect(Collectors.joining("\n"));
    }

    static @Nullable String nullable(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text(text);
    }

    /** What is to stand on a line with others, and is told in full elsewhere. */
    static String cut(String text) {
        return cut(text, LONGEST_IN_A_ROW);
    }

    static @Nullable String cutNullable(@Nullable String text) {
        return text == null ? null : cut(text);
    }

    static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    static String ago(Instant at, Instant now) {
        Duration passed = Duration.between(at, now);
        return passed.isNegative() ? "in " + span(passed.negated()) : span(passed) + " ago";
    }

    /** A stretch of time in its largest unit that has two or more, so that it is never far off. */
    static String span(Duration span) {
        if (span.toSeconds() < 120) {
            return span.toSeconds() + " s";
        }
        if (span.toMinutes() < 120) {
            return span.toMinutes() + " min";
        }
        return span.toHours() < 48 ? span.toHours() + " h" : span.toDays() + " days";
    }

    /** {@code no-mfa} as people write it. */
    static String words(String label) {
        return label.replace('-', ' ').replace("mfa", "MFA");
    }

    static String sentence(String label) {
        String words = words(label);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
