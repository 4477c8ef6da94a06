package io.tamperwatch.event;

/** Makes text representable: half a surrogate pair has no UTF-8 form, and databases refuse NUL. */
final class Unicode {

    private static final char REPLACEMENT = '\uFFFD';

    private Unicode() {}

    /** The text itself when every character of it is whole, else a copy with U+FFFD in the place of halves. */
    static String withoutHalfPairs(String text) {
        int at = firstOdd(text, 0, false);
        return at < 0 ? text : replaced(text, at, false);
    }

    /** As {@link #withoutHalfPairs}, and without NUL. */
    static String storable(String text) {
        int at = firstOdd(text, 0, true);
        return at < 0 ? text : replaced(text, at, true);
    }

    private static String replaced(String text, int first, boolean nulToo) {
        StringBuilder whole = new StringBuilder(text);
        for (int at = first; at >= 0; at = firstOdd(text, at + 1, nulToo)) {
            whole.setCharAt(at, REPLACEMENT);
        }
        return whole.toString();
    }

    private static int firstOdd(String text, int from, boolean nulToo) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!startsPair(text, i)) {
                    return i;
                }
                i++;
            } else if (c == 0 && nulToo) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
