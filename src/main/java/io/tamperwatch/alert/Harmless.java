package io.tamperwatch.alert;

import org.jspecify.annotations.Nullable;

/**
 * Text from a record as it may stand in an alert, whatever a receiver makes of it: a template, a chat message, a mail, a page.
 * What is not a plain ASCII letter, digit or one of a few signs becomes a question mark, so that there is no markup, no
 * template, no mention and no hidden character; links are broken. The finding's page shows the text as it was.
 */
final class Harmless {

    /** Enough for an ARN. */
    static final int LONGEST = 200;

    private static final String SIGNS = " :/+=,.-_();'";

    private Harmless() {}

    /** The text, bounded; a hyphen for none. */
    static String text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "-";
        }
        StringBuilder harmless = new StringBuilder();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            harmless.append(harmless(text, i));
        }
        return harmless.append(text.length() > end ? "..." : "").toString().replace("://", ": //");
    }

    private static char harmless(String text, int at) {
        char c = text.charAt(at);
        boolean plain = isAlphanumeric(c) || SIGNS.indexOf(c) >= 0 || (c == '@' && isWithinAName(text, at));
        return plain ? c : '?';
    }

    /** As in an address; at the beginning of a word it would call for somebody. */
    private static boolean isWithinAName(String text, int at) {
        return at > 0 && isAlphanumeric(text.charAt(at - 1));
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
