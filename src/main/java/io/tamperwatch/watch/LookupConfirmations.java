package io.tamperwatch.watch;

import io.tamperwatch.replica.Shares;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Confirms events by LookupEvents, which is asked for one event id. */
final class LookupConfirmations implements Confirmations {

    private static final Duration AROUND = Duration.ofHours(1);

    private final Accounts accounts;
    private final Predicate<WatchKey> isWatched;
    private final Shares shares;
    private final Function<WatchKey, WindowReader> readers;
    private final Function<WatchKey, Progress> progress;

    LookupConfirmations(
            Accounts accounts,
            Predicate<WatchKey> isWatched,
            Shares shares,
            Function<WatchKey, WindowReader> readers,
            Function<WatchKey, Progress> progress) {
        this.accounts = accounts;
        this.isWatched = isWatched;
        this.shares = shares;
        this.readers = readers;
        this.progress = progress;
    }

    @Override
    public Answer confirm(String accountId, String region, String eventId, Instant occurredAt) {
        boolean allKnown = true;
        for (Accounts.WatchedAccount account : accounts.all()) {
            Optional<String> known = accounts.accountId(account.name());
            allKnown &= known.isPresent();
            WatchKey key = new WatchKey(account.name(), region);
            if (known.isPresent() && known.get().equals(accountId) && isWatched.test(key)) {
                return shares.has(account.name()) ? look(key, accountId, eventId, occurredAt) : new Answer.Elsewhere();
            }
        }
        return allKnown ? new Answer.NotWatched() : new Answer.Failed("not every account's id is known yet");
    }

    private Answer look(WatchKey key, String accountId, String eventId, Instant occurredAt) {
        Window window = new Window(
                Timetable.wholeSecond(occurredAt.minus(AROUND)), Timetable.wholeSecond(occurredAt.plus(AROUND)));
        Progress storing = progress.apply(key);
        storing.accountId(accountId);
        Sink sink = new Sink(eventId, storing.catchingUp());
        Reading reading = new Reading(Reading.By.EVENT_ID, eventId);
        return switch (readers.apply(key).read(key, reading, window, Lane.CATCH_UP, sink)) {
            case ReadOutcome.Complete complete -> sink.seen ? new Answer.Stored() : new Answer.NotVisible();
            case ReadOutcome.NoPage(LookupOutcome.Failure failure) -> new Answer.Failed(failure.message());
            case ReadOutcome.NotStored notStored -> new Answer.Failed("the store is unavailable");
            case ReadOutcome.Stopped stopped -> new Answer.Elsewhere();
            case ReadOutcome.Ceded ceded -> new Answer.Elsewhere();
        };
    }

    /** Stores what was asked for, and nothing else that a page may hold. */
    private static final class Sink implements PageSink {

        private final String eventId;
        private final PageSink store;
        private boolean seen;

        Sink(String eventId, PageSink store) {
            this.eventId = eventId;
            this.store = store;
        }

        @Override
        public void accept(List<LookedUpEvent> events) {
            List<LookedUpEvent> asked = events.stream()
                    .filter(event -> eventId.equals(event.eventId()))
                    .toList();
            if (!asked.isEmpty()) {
                store.accept(asked);
                seen = true;
            }
        }
    }
}
