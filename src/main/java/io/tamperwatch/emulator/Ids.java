package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers in the form AWS gives them. Those of users and roles follow from their names, to be the same each run. */
final class Ids {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Ids() {}

    static String user(Account account, String name) {
        return "AIDA" + derived(account.id() + "/user/" + name);
    }

    static String role(Account account, String name) {
        return "AROA" + derived(account.id() + "/role/" + name);
    }

    static String temporaryKey() {
        return "ASIA" + random(16);
    }

    static String certificate() {
        return random(32);
    }

    static String random(int length) {
        StringBuilder id = new StringBuilder(length);
        ThreadLocalRandom.current().ints(length, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }

    /** A UUID, as requests and events have. */
    static String uuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** The same for the same text. */
    static String uuid(String from) {
        UUID named = UUID.nameUUIDFromBytes(from.getBytes(UTF_8));
        long high = (named.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        return new UUID(high, named.getLeastSignificantBits()).toString();
    }

    private static String derived(String from) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(from.getBytes(UTF_8));
            StringBuilder id = new StringBuilder(17);
            for (int i = 0; i < 17; i++) {
                id.append(LETTERS.charAt(digest[i] & 31));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
