package io.tamperwatch.session;

import io.tamperwatch.event.EventRecord;
import io.tamperwatch.session.SessionHistory.Answer;
import io.tamperwatch.session.SessionHistory.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How much of the time that was asked for was looked at. */
final class UseCover {

    private final Worst worst = new Worst();
    private Duration asked = Duration.ZERO;
    private Duration looked = Duration.ZERO;
    private int answers;

    /** The events of the answer. */
    List<EventRecord> note(Instant from, Instant until, Answer answer) {
        asked = asked.plus(Duration.between(from, until));
        List<EventRecord> events = worst.note(answer).orElse(List.of());
        if (answer instanceof Events(List<EventRecord> read, boolean complete)) {
            answers++;
            looked = looked.plus(Duration.between(complete ? from : earliest(read, until), until));
        }
        return events;
    }

    /** The latest come first, hence what is left out is older than what was read. */
    private static Instant earliest(List<EventRecord> events, Instant otherwise) {
        return events.stream()
                .map(EventRecord::eventTime)
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    boolean isEmpty() {
        return asked.isZero() && answers == 0;
    }

    /** 0 to 1. */
    double share() {
        return asked.isZero()
                ? (answers > 0 ? 1 : 0)
                : Math.clamp((double) looked.toSeconds() / asked.toSeconds(), 0, 1);
    }

    boolean denied() {
        return worst.denied();
    }

    boolean failed() {
        return worst.failed();
    }

    boolean stopped() {
        return worst.stopped();
    }
}
