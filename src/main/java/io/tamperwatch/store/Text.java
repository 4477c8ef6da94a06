package io.tamperwatch.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values of records become column values that both databases take and compare alike. */
final class Text {

    /** An event id has 36 characters; PostgreSQL indexes at most some 2,700 bytes. */
    private static final int LONGEST_KEY = 200;

    private static final char REPLACEMENT = '\uFFFD';

    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Text() {}

    /** The same text, without the NUL that PostgreSQL refuses and the half characters that UTF-8 cannot carry. */
    static String storable(String text) {
        return text.indexOf('\0') < 0 && (isAscii(text) || hasNoSurrogates(text)) ? text : replaced(text);
    }

    /** Nearly every text is, and copying it is much faster than looking at each character. */
    private static boolean isAscii(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length == text.length();
    }

    private static boolean hasNoSurrogates(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /** A text that can be part of an index: what is too long is replaced by its digest. */
    static String key(String text) {
        String storable = storable(text);
        return storable.length() <= LONGEST_KEY ? storable : "sha256:" + sha256(storable);
    }

    /** What a search finds: the texts in lower case, each on a line of its own. */
    static String searchable(@Nullable String... texts) {
        StringBuilder line = new StringBuilder(160);
        for (String text : texts) {
            if (text != null) {
                line.append(storable(text)).append('\n');
            }
        }
        return line.toString().toLowerCase(Locale.ROOT);
    }

    /** One line that can be logged, whatever is in the text. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(300)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Milliseconds since 1970, rounded down; of times that do not fit, the nearest that does. */
    static long millis(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    /** Milliseconds since 1970, rounded up: the bound that rounded-down times are compared with. */
    static long millisUp(Instant instant) {
        return millis(instant.plusNanos(instant.isAfter(LATEST) ? 0 : 999_999));
    }

    private static String replaced(String text) {
        return text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
