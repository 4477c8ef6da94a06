package io.tamperwatch.queue;

import java.util.Locale;

/** What became of a message this time. All but the last three end it. */
enum MessageResult {
    CONFIRMED,
    IGNORED,
    MALFORMED,
    GIVEN_UP,
    UNCONFIRMED,
    ELSEWHERE,
    FAILED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
