package io.tamperwatch.store;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which runs of five characters occur in the texts of a block's eight parts, as sets of fixed size that may claim more
 * than there is and never less. Texts are given as they are searched, in lower case; a line's end parts one from the next.
 * The eight parts' answers to one bit lie side by side, a byte.
 */
final class Grams {

    /** Parts of a block. */
    static final int PARTS = Byte.SIZE;

    /** Bits of a part's set: with 16 findings some three in ten are set. As many bytes fit in a page of PostgreSQL's. */
    static final int BITS = 7_680;

    private static final int RUN = 5;

    /** Bits that a run sets. Some bits are set everywhere, by what all findings have, so that few would say too little. */
    private static final int BITS_OF_RUN = 6;

    /** So many bits together claim next to nothing that is not there; what they let through is looked at whole. */
    private static final int MOST_BITS = 12;

    private final byte[] bits;

    Grams() {
        this(new byte[BITS]);
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

    void add(int part, String text) {
        ofRuns(text, bit -> bits[bit] |= mark(part));
    }

    /** What stands for a part in a byte. */
    static byte mark(int part) {
        return (byte) (1 << part);
    }

    /** The bits that this text sets, each once. */
    static List<Integer> allBits(String text) {
        BitSet all = new BitSet(BITS);
        ofRuns(text, all::set);
        return all.stream().boxed().toList();
    }

    private static void ofRuns(String text, IntConsumer set) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            ofLine(text, from, end < 0 ? text.length() : end, set);
            from = end < 0 ? text.length() : end + 1;
        }
    }

    private static void ofLine(String text, int from, int end, IntConsumer set) {
        for (int i = from; i + RUN <= end; i++) {
            long hash = hash(text, i);
            for (int which = 0; which < BITS_OF_RUN; which++) {
                set.accept(bit(hash, which));
            }
        }
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
