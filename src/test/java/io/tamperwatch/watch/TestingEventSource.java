package io.tamperwatch.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers what it was told to, in order, and remembers what it was asked. After that, empty last pages. */
final class TestingEventSource implements EventSource {

    private final Deque<LookupOutcome> answers = new ArrayDeque<>();
    private final List<LookupRequest> asked = new ArrayList<>();

    TestingEventSource answer(LookupOutcome... outcomes) {
        answers.addAll(List.of(outcomes));
        return this;
    }

    List<LookupRequest> asked() {
        return asked;
    }

    @Override
    public LookupOutcome lookup(LookupRequest request, Departure departure) {
        asked.add(request);
        LookupOutcome next = answers.poll();
        return next == null ? new LookupOutcome.Page(List.of(), null) : next;
    }
}
