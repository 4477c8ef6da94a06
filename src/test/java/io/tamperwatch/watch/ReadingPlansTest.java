package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.replica.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadingPlansTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final WatchKey WATCH = new WatchKey("default", "us-east-1");

    @Test
    void readsEveryNameInEveryPollWhileTheBudgetCarriesThem() {
        ReadingPlans plans = ReadingPlans.of(detections(20), settings(1));
        assertThat(plans.all()).hasSize(22).allMatch(ReadingPlan::everyPoll);
        assertThat(plans.all().getFirst())
                .isEqualTo(new ReadingPlan(Reading.eventName("Target0"), List.of("Target0"), true));
    }

    @Test
    void readsTheWholeCatalogueInEveryPollByDefault() {
        ReadingPlans plans = ReadingPlans.of(Catalogue.builtIn().detections().stream(), settings(1));
        assertThat(plans.all()).hasSize(45).allMatch(ReadingPlan::everyPoll);
    }

    @Test
    void readsTargetsInEveryPollAndTheOthersInTurnWhenTheBudgetIsShort() {
        // One lookup in ten seconds: six a poll, of which a quarter is left to catch-ups.
        ReadingPlans plans = ReadingPlans.of(detections(20), settings(0.1));
        assertThat(plans.turns()).isEqualTo(2);
        assertThat(plans.all().stream().filter(ReadingPlan::everyPoll)).hasSize(2);

        CheckpointBook book = begunBook(plans);
        Set<Reading> others = new HashSet<>();
        for (int poll = 1; poll <= 10; poll++) {
            List<Reading> next = plans.next(book);
            assertThat(next).hasSize(4).startsWith(Reading.eventName("Target0"), Reading.eventName("Target1"));
            Instant polledAt = START.plusSeconds(60L * poll);
            next.forEach(reading -> book.change(reading, book.generation(), old -> polledAt(old, polledAt)));
            others.addAll(next.subList(2, 4));
        }
        assertThat(others).as("after ten polls everybody has had a turn").hasSize(20);
    }

    @Test
    void readsTargetsHoweverSmallTheBudgetIs() {
        ReadingPlans plans = ReadingPlans.of(detections(3), settings(0.01));
        assertThat(plans.next(begunBook(plans)))
                .hasSize(3)
                .startsWith(Reading.eventName("Target0"), Reading.eventName("Target1"));
    }

    private static CheckpointBook begunBook(ReadingPlans plans) {
        CheckpointBook book = new CheckpointBook(WATCH, new SimulatedStore(new Mishaps(new Random(1), 0)));
        book.open(Lease.unshared(WATCH.account()));
        plans.readings().forEach(reading -> book.begin(new Checkpoint(WATCH, reading, START, START, START, null)));
        return book;
    }

    private static Checkpoint polledAt(Checkpoint old, Instant at) {
        return new Checkpoint(old.watch(), old.reading(), old.origin(), at, old.sweptAt(), null);
    }

    private static PollSettings settings(double budget) {
        return new PollSettings(
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                Duration.ofDays(7),
                Duration.ofHours(6),
                Duration.ofHours(24),
                budget);
    }

    private static Stream<Detection> detections(int others) {
        return Stream.concat(
                IntStream.range(0, others).mapToObj(i -> detection("Other" + i, false)),
                IntStream.range(0, 2).mapToObj(i -> detection("Target" + i, true)));
    }

    private static Detection detection(String name, boolean target) {
        return detection(name, Scope.GLOBAL, target);
    }

    static Detection detection(String name, Scope scope, boolean target) {
        return new Detection(
                name,
                name,
                "iam.amazonaws.com",
                List.of(name),
                scope,
                target,
                false,
                false,
                false,
                Severity.HIGH,
                Severity.MEDIUM,
                Severity.LOW,
                "what",
                "why",
                "kind",
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
