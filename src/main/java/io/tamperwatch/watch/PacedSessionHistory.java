package io.tamperwatch.watch;

import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.session.SessionHistory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Event history for what is learned of findings later, within the budget of each account and Region and behind everything more urgent. */
final class PacedSessionHistory implements SessionHistory {

    private final Accounts accounts;
    private final Function<WatchKey, WindowReader> readers;
    private final EventRecordParser parser;

    PacedSessionHistory(Accounts accounts, Function<WatchKey, WindowReader> readers, EventRecordParser parser) {
        this.accounts = accounts;
        this.readers = readers;
        this.parser = parser;
    }

    @Override
    public List<String> regions(String account) {
        Set<String> regions = new LinkedHashSet<>();
        for (Accounts.WatchedAccount watched : accounts.all()) {
            if (watched.name().equals(account) && watched.ended() == null) {
                regions.add(watched.homeRegion());
                regions.addAll(watched.regions());
            }
        }
        return List.copyOf(regions);
    }

    @Override
    public Answer ask(Question question) {
        if (question.from().isAfter(question.until())) {
            // the clock was set back; asked again when it has come that far
            return new Failed();
        }
        WatchKey key = new WatchKey(question.account(), question.region());
        Window window = new Window(Timetable.wholeSecond(question.from()), Timetable.wholeSecond(question.until()));
        Pages pages = new Pages(question.mostPages());
        ReadOutcome outcome = readers.apply(key).read(key, reading(question), window, Lane.TRACE, pages);
        return switch (outcome) {
            case ReadOutcome.Complete complete -> new Events(pages.records, !pages.cut);
            case ReadOutcome.NoPage(LookupOutcome.Failure failure) -> unanswered(failure);
            case ReadOutcome.NotStored impossible -> new Failed();
            case ReadOutcome.Stopped stopped -> new Stopped();
            case ReadOutcome.Ceded ceded -> new Stopped();
        };
    }

    private static Reading reading(Question question) {
        Reading.By by = switch (question.by()) {
            case EVENT_NAME -> Reading.By.EVENT_NAME;
            case RESOURCE_NAME -> Reading.By.RESOURCE_NAME;
            case ACCESS_KEY_ID -> Reading.By.ACCESS_KEY_ID;
            case USERNAME -> Reading.By.USERNAME;
        };
        return new Reading(by, question.value());
    }

    private static Answer unanswered(LookupOutcome.Failure failure) {
        return switch (failure) {
            case LookupOutcome.Denied denied -> new Denied();
            case LookupOutcome.CredentialsUnusable unusable -> new Denied();
            case LookupOutcome.Throttled throttled -> new Failed();
            case LookupOutcome.Unavailable unavailable -> new Failed();
            case LookupOutcome.TokenRejected lost -> new Failed();
            case LookupOutcome.TooLarge large -> new Failed();
            case LookupOutcome.Rejected rejected -> new Failed();
        };
    }

    /** Reads what can be read; whatever cannot is for polls to set aside. */
    private final class Pages implements PageSink {

        private final List<EventRecord> records = new ArrayList<>();
        private final int most;
        private int read;
        private boolean cut;

        Pages(int most) {
            this.most = most;
        }

        @Override
        public void accept(List<LookedUpEvent> events) {
            read++;
            for (LookedUpEvent event : events) {
                if (parser.parse(event.record()) instanceof Parsed(EventRecord record)) {
                    records.add(record);
                }
            }
        }

        @Override
        public boolean wantsMore() {
            cut = read >= most;
            return !cut;
        }
    }
}
