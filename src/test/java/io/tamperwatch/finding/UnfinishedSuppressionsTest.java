package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.TestingClock;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.replica.Shares;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnfinishedSuppressionsTest {

    private static final Instant MADE_AT = TestingFinding.AT.plusSeconds(60);

    private final TestingClock clock = new TestingClock(MADE_AT);
    private final TestingSuppressionStore store = new TestingSuppressionStore();
    private final TestingLife life = new TestingLife();
    private final UnfinishedSuppressions unfinished = process(new Alone("here"));

    private UnfinishedSuppressions process(Shares shares) {
        return new UnfinishedSuppressions(store, life.store, shares, clock);
    }

    private static Suppression made(String id, Instant at) {
        return new Suppression(
                id,
                "iam-signing-certificate-deleted",
                null,
                null,
                "default",
                "planned",
                "ruth",
                at,
                at.plus(Duration.ofDays(1)),
                null,
                null);
    }

    @Test
    void suppressesWhatIsStillOpenOnceWhoeverMadeItHasHadTheTime() throws InterruptedException {
        life.add("e-1");
        store.add(made("s-1", MADE_AT));
        clock.advance(UnfinishedSuppressions.PATIENCE.minusMillis(1));
        unfinished.run();
        assertThat(life.status("e-1")).isEqualTo(Status.OPEN);

        clock.advance(Duration.ofMillis(1));
        assertThat(TestingAudit.of(unfinished::run)).containsExactly("findings suppressed suppression=\"s-1\" count=1");
        assertThat(life.find("e-1").history())
                .containsExactly(new HistoryEntry(clock.instant(), "suppressed", "ruth", "suppression s-1: planned"));
    }

    @Test
    void leavesAloneWhatSomebodyHasMovedSinceAlsoAfterARestart() {
        life.add("e-1");
        life.add("e-2");
        life.add("e-3");
        life.move("e-3", Move.ACKNOWLEDGE, MADE_AT.minusMillis(1));
        store.add(made("s-1", MADE_AT));
        life.move("e-1", Move.SUPPRESS, MADE_AT);
        life.move("e-1", Move.REOPEN, MADE_AT.plusSeconds(5));
        life.move("e-2", Move.ACKNOWLEDGE, MADE_AT.plusSeconds(5));
        clock.advance(Duration.ofHours(1));
        unfinished.run();
        process(new Alone("again")).run();
        assertThat(life.status("e-1")).isEqualTo(Status.OPEN);
        assertThat(life.status("e-2")).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(life.status("e-3")).as("before it was made").isEqualTo(Status.SUPPRESSED);
    }

    @Test
    void goesThroughTheFindingsOnceForAllThatAreNew() {
        life.add("e-1");
        store.add(made("s-1", MADE_AT));
        store.add(made("s-2", MADE_AT));
        clock.advance(Duration.ofHours(1));
        unfinished.run();
        unfinished.run();
        assertThat(life.asked()).isEqualTo(1);
        store.add(made("s-3", MADE_AT));
        unfinished.run();
        assertThat(life.asked()).isEqualTo(2);
    }

    @Test
    void beginsAnewWhereTheStoreHasFailed() throws InterruptedException {
        life.add("e-1");
        life.add("e-2");
        life.add("e-3");
        store.add(made("s-1", MADE_AT));
        clock.advance(Duration.ofHours(1));
        life.beforeMove(() -> {
            if (life.status("e-2") == Status.SUPPRESSED) {
                throw new StoreUnavailable("away", new IllegalStateException());
            }
        });
        assertThat(TestingAudit.of(unfinished::run)).containsExactly("findings suppressed suppression=\"s-1\" count=2");
        life.beforeMove(() -> {});
        assertThat(TestingAudit.of(unfinished::run)).containsExactly("findings suppressed suppression=\"s-1\" count=1");
        assertThat(life.status("e-3")).isEqualTo(Status.SUPPRESSED);
    }

    @Test
    void suppressesNothingByWhatIsOver() {
        life.add("e-1");
        life.add("e-2");
        life.add("e-3");
        store.add(made("s-1", MADE_AT));
        clock.advance(Duration.ofHours(1));
        life.beforeMove(() -> store.end("s-1", clock.instant(), "ada"));
        unfinished.run();
        assertThat(life.status("e-3")).as("on the page after the end").isEqualTo(Status.OPEN);
    }

    @Test
    void isTheLeadersBusiness() {
        life.add("e-1");
        store.add(made("s-1", MADE_AT));
        clock.advance(Duration.ofHours(1));
        process(follower()).run();
        assertThat(life.asked()).isZero();
    }

    private static Shares follower() {
        return (Shares) Proxy.newProxyInstance(
                UnfinishedSuppressionsTest.class.getClassLoader(), new Class<?>[] {Shares.class}, (_, method, _) -> {
                    if (method.getName().equals("leads")) {
                        return false;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
