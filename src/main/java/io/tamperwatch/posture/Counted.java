package io.tamperwatch.posture;

import java.util.regex.Pattern;

/** Sentences about one thing or several. */
final class Counted {

    private static final Pattern CHOICE = Pattern.compile("\\{([^|}]*)\\|([^}]*)}");

    private Counted() {}

    /** @param sentence with {@code %d} for the number and, where words depend on it, {@code {policy gives|policies give}} */
    static String of(int count, String sentence) {
        return CHOICE.matcher(sentence).replaceAll(count == 1 ? "$1" : "$2").formatted(count);
    }
}
