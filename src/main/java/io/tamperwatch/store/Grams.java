package io.tamperwatch.store;

/**
 * Which runs of three characters occur in some texts, as a set of fixed size that may claim more than there is and never
 * less. Texts are given as they are searched, in lower case; a line's end parts one from the next.
 */
final class Grams {

    /** As much as lets two rows share a page of SQLite's and keeps PostgreSQL from storing the set apart from its row. */
    static final int BYTES = 1_920;

    private static final int RUN = 3;

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
            if (isWithinALine(text, i)) {
                int bit = bit(text, i);
                bits[bit >> 3] |= (byte) (1 << (bit & 7));
            }
        }
    }

    private static boolean isWithinALine(String text, int at) {
        return text.charAt(at) != '\n' && text.charAt(at + 1) != '\n' && text.charAt(at + 2) != '\n';
    }

    /** Whether a text with this in it may be among those added. */
    boolean mayHold(String needle) {
        for (int i = 0; i + RUN <= needle.length(); i++) {
            int bit = bit(needle, i);
            if ((bits[bit >> 3] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(String text, int at) {
        long run = (long) text.charAt(at) << 32 | (long) text.charAt(at + 1) << 16 | text.charAt(at + 2);
        return (int) (((run * 0x9E3779B97F4A7C15L) >>> 32) % (BYTES * 8));
    }
}
