package io.tamperwatch.store;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which runs of five characters occur in some texts, as a set of fixed size that may claim more than there is and never
 * less. Texts are given as they are searched, in lower case; a line's end parts one from the next.
 */
final class Grams {

    /** A set of 256 findings is an eighth full with that: fuller ones claim too much. Fits in a page of PostgreSQL's. */
    static final int BYTES = 7_680;

    private static final int RUN = 5;

    private final byte[] bits;

    Grams() {
        this(new byte[BYTES]);
    }

    /** A stored set; shared, not copied. */
    Grams(byte[] bits) {
        this.bits = bits;
    }

    byte[] bits() {
        return bits;
    }

    /** Whether a search for this text can leave anything out. */
    static boolean canTell(String needle) {
        return needle.length() >= RUN;
    }

    void add(String text) {
        for (int i = 0; i + RUN <= text.length(); i++) {
            if (text.substring(i, i + RUN).indexOf('\n') < 0) {
                int bit = bit(text, i);
                bits[bit >> 3] |= (byte) (1 << (bit & 7));
            }
        }
    }

    /** The bits of a set that holds this text. */
    static List<Integer> bits(String needle) {
        return IntStream.rangeClosed(0, needle.length() - RUN)
                .map(i -> bit(needle, i))
                .distinct()
                .boxed()
                .toList();
    }

    private static int bit(String text, int at) {
        long run = 0;
        for (int i = at; i < at + RUN; i++) {
            run = (run + text.charAt(i)) * 0x9E3779B97F4A7C15L;
        }
        return (int) ((run >>> 32) % (BYTES * 8));
    }
}
