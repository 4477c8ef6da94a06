package io.tamperwatch.watch;

import java.util.Locale;

/** What became of one lookup, as the {@code result} label of {@code tamperwatch_lookup_requests_total}. */
enum LookupResult {
    OK,
    THROTTLED,
    UNAVAILABLE,
    DENIED,
    CREDENTIALS,
    TOKEN_REJECTED,
    TOO_LARGE,
    REJECTED;

    static LookupResult of(LookupOutcome outcome) {
        return switch (outcome) {
            case LookupOutcome.Page page -> OK;
            case LookupOutcome.Throttled failure -> THROTTLED;
            case LookupOutcome.Unavailable failure -> UNAVAILABLE;
            case LookupOutcome.Denied failure -> DENIED;
            case LookupOutcome.CredentialsUnusable failure -> CREDENTIALS;
            case LookupOutcome.TokenRejected failure -> TOKEN_REJECTED;
            case LookupOutcome.TooLarge failure -> TOO_LARGE;
            case LookupOutcome.Rejected failure -> REJECTED;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
