package io.tamperwatch.watch;

import java.util.List;

/**
 * One reading of a watch.
 *
 * @param names the event names it finds
 * @param everyPoll false when it takes turns with others, because the budget does not carry all in one interval
 */
record ReadingPlan(Reading reading, List<String> names, boolean everyPoll) {

    ReadingPlan {
        names = List.copyOf(names);
    }
}
