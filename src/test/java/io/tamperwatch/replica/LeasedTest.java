package io.tamperwatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.TestingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replicas that share out accounts, each with its own view of one store. */
class LeasedTest {

    private static final Duration LASTS = Duration.ofSeconds(30);
    private static final Predicate<String> IDLE = account -> true;
    private static final Predicate<String> BUSY = account -> false;

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    private final TestingClock time = new TestingClock(START);
    private final TestingLeases store = new TestingLeases(time);
    private final AtomicInteger ids = new AtomicInteger();

    private Leased replica(String name) {
        return new Leased(store, name, time, () -> name + ids.incrementAndGet());
    }

    private static List<String> of(Leased replica) {
        return FIVE.stream().filter(replica::has).toList();
    }

    @Test
    void hasNothingBeforeItsFirstBeat() {
        Leased one = replica("one");
        assertThat(of(one)).isEmpty();
        assertThat(one.elsewhere()).isEmpty();
        assertThat(one.leads()).isFalse();
    }

    @Test
    void takesEverythingWhileNobodyElseIsThere() {
        Leased one = replica("one");
        assertThat(one.beat(FIVE, LASTS, IDLE)).extracting(Lease::account).containsExactlyElementsOf(FIVE);
        assertThat(of(one)).isEqualTo(FIVE);
        assertThat(one.elsewhere()).contains(Set.of());
        assertThat(one.beat(FIVE, LASTS, IDLE)).as("nothing new").isEmpty();
    }

    @Test
    void givesANewcomerItsShareAndTakesItBackWhenThatLeaves() {
        Leased one = replica("one");
        Leased two = replica("two");
        one.beat(FIVE, LASTS, IDLE);
        assertThat(two.beat(FIVE, LASTS, IDLE)).as("nothing is free yet").isEmpty();
        one.beat(FIVE, LASTS, IDLE);
        assertThat(two.beat(FIVE, LASTS, IDLE)).extracting(Lease::account).containsExactly("d", "e");
        one.beat(FIVE, LASTS, IDLE);
        assertThat(of(one)).containsExactly("a", "b", "c");
        assertThat(of(two)).containsExactly("d", "e");
        assertThat(one.holder("d")).contains("two");
        assertThat(one.elsewhere()).contains(Set.of("d", "e"));
        assertThat(List.of(one.leads(), two.leads())).containsExactly(true, false);

        two.leave();
        assertThat(of(two)).isEmpty();
        assertThat(one.beat(FIVE, LASTS, IDLE)).extracting(Lease::account).containsExactly("d", "e");
    }

    @Test
    void beginsNothingMoreInAnAccountThatItIsToGiveBackButFinishesWhatIsUnderWay() {
        Leased one = replica("one");
        Leased two = replica("two");
        one.beat(FIVE, LASTS, IDLE);
        two.beat(FIVE, LASTS, IDLE);
        one.beat(FIVE, LASTS, BUSY);
        assertThat(of(one)).containsExactly("a", "b", "c");
        assertThat(one.lease("d")).as("goes on").isPresent();
        assertThat(two.beat(FIVE, LASTS, IDLE)).isEmpty();
        one.beat(FIVE, LASTS, IDLE);
        assertThat(one.lease("d")).isEmpty();
        assertThat(two.beat(FIVE, LASTS, IDLE)).extracting(Lease::account).containsExactly("d", "e");
    }

    @Test
    void stopsByItselfWhenItWasPausedForLongerThanItsLeases() {
        Leased one = replica("one");
        one.beat(FIVE, LASTS, IDLE);
        time.advance(LASTS);
        assertThat(of(one)).isEmpty();
        assertThat(one.lease("a")).isEmpty();
        assertThat(one.elsewhere()).isEmpty();
        assertThat(one.leads()).isFalse();
        one.beat(FIVE, LASTS, IDLE);
        assertThat(of(one)).as("nobody has taken them meanwhile").isEqualTo(FIVE);
    }

    @Test
    void comesBackAsANewReplicaWhenOthersHaveTakenItForGone() {
        Leased one = replica("one");
        Leased two = replica("two");
        one.beat(FIVE, LASTS, IDLE);
        Lease before = one.lease("a").orElseThrow();
        time.advance(LASTS);
        assertThat(two.beat(FIVE, LASTS, IDLE)).extracting(Lease::account).containsExactlyElementsOf(FIVE);
        assertThat(two.lease("a").map(Lease::epoch)).contains(before.epoch() + 1);
        assertThat(store.stands(before)).as("what it writes now is refused").isFalse();
        assertThat(one.beat(FIVE, LASTS, IDLE)).isEmpty();
        assertThat(of(one)).isEmpty();
        two.beat(FIVE, LASTS, IDLE);
        assertThat(one.beat(FIVE, LASTS, IDLE)).extracting(Lease::account).containsExactly("d", "e");
        assertThat(List.of(one.leads(), two.leads())).containsExactly(false, true);
    }

    @Test
    void believesInItsLeasesFromWhenItAskedNotFromWhenItWasAnswered() {
        TestingClock own = new TestingClock(START);
        Leased slow = new Leased(store, "slow", own, () -> "slow" + ids.incrementAndGet());
        slow.beat(FIVE, LASTS, IDLE);
        slow.beat(FIVE, LASTS, IDLE);
        own.advance(LASTS.minusMillis(1));
        assertThat(slow.has("a")).isTrue();
        own.advance(Duration.ofMillis(1));
        assertThat(slow.has("a")).isFalse();
    }

    @Test
    void givesBackWhatIsNotToBeWatchedAnyMoreAndTakesWhatIsNew() {
        Leased one = replica("one");
        one.beat(FIVE, LASTS, IDLE);
        assertThat(one.beat(List.of("a", "f"), LASTS, IDLE))
                .extracting(Lease::account)
                .containsExactly("f");
        assertThat(of(one)).containsExactly("a");
    }

    @Test
    void sharesAThousandAccountsToTheLastOneWhoeverComesAndGoes() {
        List<String> accounts =
                IntStream.range(0, 1_000).mapToObj(i -> "account-" + i).toList();
        List<Leased> replicas =
                IntStream.range(0, 7).mapToObj(i -> replica("r" + i)).toList();
        beats(replicas, accounts);
        assertThat(sizes(replicas, accounts)).containsExactlyInAnyOrder(143, 143, 143, 143, 143, 143, 142);
        replicas.get(3).leave();
        List<Leased> left =
                replicas.stream().filter(replica -> replica != replicas.get(3)).toList();
        beats(left, accounts);
        assertThat(sizes(left, accounts)).containsExactlyInAnyOrder(167, 167, 167, 167, 166, 166);
        List<Leased> few = left.subList(0, 2);
        time.advance(LASTS);
        beats(few, accounts);
        assertThat(sizes(few, accounts)).containsExactly(500, 500);
    }

    private static void beats(List<Leased> replicas, List<String> accounts) {
        for (int i = 0; i < 3; i++) {
            replicas.forEach(replica -> replica.beat(accounts, LASTS, IDLE));
        }
    }

    /** How many each has; together they have each account exactly once. */
    private static List<Integer> sizes(List<Leased> replicas, List<String> accounts) {
        for (String account : accounts) {
            assertThat(replicas.stream().filter(replica -> replica.has(account)))
                    .as(account)
                    .hasSize(1);
        }
        return replicas.stream()
                .map(replica -> (int) accounts.stream().filter(replica::has).count())
                .toList();
    }

    @Test
    void aProcessWithAStoreOfItsOwnHasEverything() {
        Alone alone = new Alone("here");
        assertThat(alone.has("a")).isTrue();
        assertThat(alone.lease("a")).isEqualTo(Optional.of(Lease.unshared("a")));
        assertThat(alone.elsewhere()).contains(Set.of());
        assertThat(alone.leads()).isTrue();
    }
}
