package io.tamperwatch.session;

import io.tamperwatch.event.EventRecord;
import io.tamperwatch.session.SessionHistory.Answer;
import java.util.List;
import java.util.Optional;

/** Remembers what went wrong in a series of lookups: a failure is never taken for "nothing there". */
final class Worst {

    private boolean denied;
    private boolean failed;
    private boolean stopped;

    /** The events of an answer that has any. */
    Optional<List<EventRecord>> note(Answer answer) {
        return switch (answer) {
            case SessionHistory.Events events -> Optional.of(events.events());
            case SessionHistory.Denied refused -> {
                denied = true;
                yield Optional.empty();
            }
            case SessionHistory.Failed unanswered -> {
                failed = true;
                yield Optional.empty();
            }
            case SessionHistory.Stopped stop -> {
                stopped = true;
                yield Optional.empty();
            }
        };
    }

    boolean denied() {
        return denied;
    }

    boolean failed() {
        return failed;
    }

    boolean stopped() {
        return stopped;
    }
}
