package io.tamperwatch.session;

import io.tamperwatch.event.EventRecord;
import java.time.Instant;
import java.util.List;

/** CloudTrail's event history, as far as what is behind a finding, or follows from it, is asked for. */
public interface SessionHistory {

    /** What one lookup filters by. */
    enum By {
        /** What was called. */
        EVENT_NAME,
        /** A resource an event names: the access key it issued is one. */
        RESOURCE_NAME,
        /** The access key an event was asked with. */
        ACCESS_KEY_ID,
        /** A user's name, or the name of a role's session. */
        USERNAME
    }

    /**
     * One lookup.
     *
     * @param account the account's name in the configuration
     * @param from the earliest time, inclusive, in whole seconds
     * @param until the latest, inclusive
     * @param mostPages pages of fifty events after which the rest is left
     */
    record Question(String account, String region, By by, String value, Instant from, Instant until, int mostPages) {}

    /** What became of it. */
    sealed interface Answer {}

    /**
     * What CloudTrail showed; records that cannot be read are left out.
     *
     * @param complete false when the rest was left
     */
    record Events(List<EventRecord> events, boolean complete) implements Answer {
        public Events {
            events = List.copyOf(events);
        }
    }

    /** AWS refuses the lookup, or there are no credentials for it. */
    record Denied() implements Answer {}

    /** AWS did not answer with anything that can be used. */
    record Failed() implements Answer {}

    /** The process is stopping. */
    record Stopped() implements Answer {}

    /** The Regions an account is read in, its home Region first; empty for an account that is not configured any more. */
    List<String> regions(String account);

    /** Asks and waits, behind everything more urgent. Never throws for anything AWS or the network does. */
    Answer ask(Question question);
}
