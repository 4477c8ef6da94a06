package io.tamperwatch.watch;

import io.tamperwatch.catalogue.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the events of a watch are read. Each event name is read by itself, which returns nothing else; reading a whole
 * event source would return every read call as well (three in four IAM records are reads), so it is not used. The
 * product's target events are read in every poll; the others take turns when the budget does not carry all of them.
 *
 * @param turns how many of those that take turns one poll reads
 */
record ReadingPlans(List<ReadingPlan> all, int turns) {

    /** Part of the budget that polls leave to catch-ups, so that the past is read on however many names there are. */
    private static final double LEFT_FOR_CATCH_UP = 0.25;

    ReadingPlans {
        all = List.copyOf(all);
    }

    static ReadingPlans of(Stream<Detection> detections, PollSettings settings) {
        List<Detection> chosen = detections.toList();
        int others = (int) names(chosen, false).count();
        int carried = (int) (settings.requestsPerPoll() * (1 - LEFT_FOR_CATCH_UP));
        int turns = (int) Math.max(1, carried - names(chosen, true).count());
        List<ReadingPlan> plans = new ArrayList<>();
        names(chosen, true).forEach(name -> plans.add(plan(name, true)));
        names(chosen, false).forEach(name -> plans.add(plan(name, others <= turns)));
        return new ReadingPlans(plans, turns);
    }

    List<Reading> readings() {
        return all.stream().map(ReadingPlan::reading).toList();
    }

    /** The readings of the next poll: those of every poll, then those whose turn it is. */
    List<Reading> next(CheckpointBook book) {
        List<Reading> waiting = all.stream()
                .filter(plan -> !plan.everyPoll())
                .map(ReadingPlan::reading)
                .toList();
        return Stream.concat(
                        all.stream().filter(ReadingPlan::everyPoll).map(ReadingPlan::reading),
                        book.oldestFirst(waiting).stream()
                                .map(Checkpoint::reading)
                                .limit(turns))
                .toList();
    }

    private static Stream<String> names(List<Detection> detections, boolean target) {
        return detections.stream()
                .filter(detection -> detection.target() == target)
                .flatMap(detection -> detection.eventNames().stream())
                .distinct();
    }

    private static ReadingPlan plan(String name, boolean everyPoll) {
        return new ReadingPlan(Reading.eventName(name), List.of(name), everyPoll);
    }
}
