package io.tamperwatch.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which runs of five characters occur in the texts of a block's sixteen parts, as sets of fixed size that may claim more
 * than there is and never less. Texts are given as they are searched, in lower case; a line's end parts one from the next.
 * The sixteen parts' answers to one bit lie side by side, two bytes.
 */
final class Grams {

    /** Parts of a block. */
    static final int PARTS = 16;

    /** Bits of a part's set: with 16 findings some three in eight are set; fuller sets claim too much. */
    static final int BITS = 3_840;

    /** Bytes that say of one bit which parts have it. */
    static final int WIDTH = PARTS / 8;

    /** Fits in a page of PostgreSQL's. */
    static final int BYTES = BITS * WIDTH;

    private static final int RUN = 5;

    /** Bits that a run sets: one that does not occur seems to in 2 parts of 100. */
    private static final int BITS_OF_RUN = 4;

    /** So many bits together claim next to nothing that is not there; what they let through is looked at whole. */
    private static final int MOST_BITS = 12;

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

    /** The bits that say another thing of some part than they did in this stored set. */
    List<Integer> changedSince(byte[] before) {
        return IntStream.range(0, BITS)
                .filter(bit ->
                        !Arrays.equals(bits, bit * WIDTH, (bit + 1) * WIDTH, before, bit * WIDTH, (bit + 1) * WIDTH))
                .boxed()
                .toList();
    }

    /** Whether a search for this text can leave anything out. */
    static boolean canTell(String needle) {
        return needle.length() >= RUN;
    }

    void add(int part, String text) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            addLine(part, text, from, end < 0 ? text.length() : end);
            from = end < 0 ? text.length() : end + 1;
        }
    }

    private void addLine(int part, String text, int from, int end) {
        for (int i = from; i + RUN <= end; i++) {
            long hash = hash(text, i);
            for (int which = 0; which < BITS_OF_RUN; which++) {
                set(bit(hash, which), part);
            }
        }
    }

    private void set(int bit, int part) {
        bits[bit * WIDTH + (part >> 3)] |= (byte) (1 << (part & 7));
    }

    /** Bits of a set that holds this text: all, or of a long text as many from its whole length. */
    static List<Integer> bits(String needle) {
        int runs = needle.length() - RUN + 1;
        int some = Math.min(runs, MOST_BITS);
        long[] hashes = IntStream.range(0, some)
                .mapToLong(i -> hash(needle, i * (runs - 1) / Math.max(1, some - 1)))
                .toArray();
        return IntStream.range(0, BITS_OF_RUN)
                .boxed()
                .flatMap(which -> LongStream.of(hashes).mapToObj(hash -> bit(hash, which)))
                .distinct()
                .limit(MOST_BITS)
                .toList();
    }

    private static long hash(String text, int at) {
        long run = 0;
        for (int i = at; i < at + RUN; i++) {
            run = (run + text.charAt(i)) * 0x9E3779B97F4A7C15L;
        }
        return run;
    }

    private static int bit(long hash, int which) {
        return (int) (((hash >>> 32) + which * (hash >>> 8 & 0xFFFFFF)) % BITS);
    }
}
