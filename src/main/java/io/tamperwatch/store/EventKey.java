package io.tamperwatch.store;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * What makes an event record unique, in few bytes, since these are kept for every event ever met.
 *
 * @param event the event id where it is a UUID, as AWS makes them; else 16 bytes of its digest
 * @param account the twelve digits as a number; for an account known by its configured name only, a negative digest
 */
record EventKey(UUID event, long account) {

    private static final int UUID_LENGTH = 36;

    static EventKey of(Finding finding) {
        return new EventKey(event(finding.id()), account(finding));
    }

    /** The amending record's own key. */
    static EventKey of(Amendment amendment) {
        return new EventKey(event(amendment.eventId()), account(amendment.finding()));
    }

    static EventKey of(String accountKey, String id) {
        return new EventKey(event(id), account(accountKey));
    }

    private static long account(Finding finding) {
        return account(Kind.accountKey(finding));
    }

    private static long account(String key) {
        return isAccountId(key) ? Long.parseLong(key) : digest(key).getLong() | Long.MIN_VALUE;
    }

    private static boolean isAccountId(String key) {
        return key.length() == 12 && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Only the canonical form counts as a UUID: two ids that differ in a letter's case are two ids. */
    static UUID event(String id) {
        if (id.length() == UUID_LENGTH && id.charAt(8) == '-') {
            try {
                UUID uuid = UUID.fromString(id);
                if (uuid.toString().equals(id)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // some other text of that length
            }
        }
        ByteBuffer digest = digest(Text.storable(id));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static ByteBuffer digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
