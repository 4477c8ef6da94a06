package io.tamperwatch.web;

import io.tamperwatch.finding.FindingQuery.Position;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in the list of findings as callers carry it: opaque to them, so that its form may change. Version 1 is the
 * base64url of {@code 1}, time, account and id, one a line.
 */
public final class Cursor {

    private static final String VERSION = "1";
    private static final int MAX_LENGTH = 1000;

    private Cursor() {}

    public static String of(Position position) {
        String text = String.join("\n", VERSION, position.occurredAt().toString(), position.account(), position.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The position, or nothing when the text is not a cursor this version has given out. */
    static Optional<Position> parse(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", 4);
            if (parts.length < 4 || !parts[0].equals(VERSION)) {
                return Optional.empty();
            }
            var position = new Position(Instant.parse(parts[1]), parts[2], parts[3]);
            // Only what we would write ourselves: one position has one cursor, and nothing else reaches the store.
            return of(position).equals(cursor) && isPlain(position) ? Optional.of(position) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(Position position) {
        return Parameters.isAcceptedTime(position.occurredAt())
                && !position.id().isEmpty()
                && (position.account() + position.id()).chars().noneMatch(Character::isISOControl);
    }
}
