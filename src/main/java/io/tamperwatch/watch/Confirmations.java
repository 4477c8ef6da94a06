package io.tamperwatch.watch;

import java.time.Instant;

/** Looks one event up in the event history, and stores what it shows. */
public interface Confirmations {

    /** What came of it. */
    sealed interface Answer {

        /** The history shows the event; whatever it amounts to is stored. */
        record Stored() implements Answer {}

        /** The history does not show it, or not yet. */
        record NotVisible() implements Answer {}

        /** Nobody here watches this account and Region. */
        record NotWatched() implements Answer {}

        /** Another process watches the account now. */
        record Elsewhere() implements Answer {}

        /** It could not be looked up or stored; asking again may help. */
        record Failed(String reason) implements Answer {}
    }

    /**
     * Makes as few requests as it takes, within the account's budget, behind its polls; waits for its turn.
     *
     * @param occurredAt as far as is known: an hour around it is looked at
     */
    Answer confirm(String accountId, String region, String eventId, Instant occurredAt);
}
