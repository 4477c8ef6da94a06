package io.tamperwatch.watch;

import java.util.Locale;

/** What became of a poll, as the {@code result} label of {@code tamperwatch_polls_total}. */
enum PollResult {
    OK,
    THROTTLED,
    UNAVAILABLE,
    DENIED,
    CREDENTIALS,
    TOKEN_REJECTED,
    TOO_LARGE,
    REJECTED,
    /** The store could not be read or written. */
    STORE,
    /** A fault of this program. */
    FAULT,
    /** The process was told to stop. */
    STOPPED,
    /** Another replica has the account now. */
    CEDED;

    static PollResult of(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Complete complete -> OK;
            case ReadOutcome.NoPage(LookupOutcome.Failure failure) ->
                valueOf(LookupResult.of(failure).name());
            case ReadOutcome.NotStored notStored -> STORE;
            case ReadOutcome.Stopped stopped -> STOPPED;
            case ReadOutcome.Ceded ceded -> CEDED;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
