package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.replica.Lease;
import io.tamperwatch.replica.LeaseStore;
import io.tamperwatch.replica.Roll;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store of leases must do, the one that tests use included. */
abstract class LeaseContract {

    private static final Duration LASTS = Duration.ofSeconds(30);
    private static final List<String> ACCOUNTS = List.of("audit", "prod", "test");

    private LeaseStore store;

    /** A new, empty one. */
    abstract LeaseStore open();

    /** Lets time pass for it. */
    abstract void pass(Duration time);

    @BeforeEach
    void start() {
        store = open();
        store.join("1", "one", LASTS);
        pass(Duration.ofMillis(5));
        store.join("2", "two", LASTS);
    }

    @Test
    void knowsWhoIsThereInTheOrderOfTheirComing() {
        assertThat(store.roll())
                .isEqualTo(new Roll(List.of(new Roll.Present("1", "one"), new Roll.Present("2", "two")), List.of()));
    }

    @Test
    void givesAnAccountToOneAtATime() {
        assertThat(store.take("1", ACCOUNTS, 2)).containsExactlyInAnyOrder(lease("audit", 1, 1), lease("prod", 1, 1));
        assertThat(store.take("2", ACCOUNTS, 2)).containsExactly(lease("test", 2, 1));
        assertThat(store.take("1", ACCOUNTS, 2)).isEmpty();
        assertThat(store.roll().leases())
                .containsExactlyInAnyOrder(lease("audit", 1, 1), lease("prod", 1, 1), lease("test", 2, 1));
    }

    @Test
    void takesWhatWasGivenBackOrLeftBehindUnderAnotherEpoch() {
        List<Lease> first = store.take("1", ACCOUNTS, 3);
        store.release(List.of(lease("prod", 1, 1)));
        assertThat(store.take("2", ACCOUNTS, 3)).containsExactly(lease("prod", 2, 2));
        store.release(first);
        assertThat(store.roll().leases()).as("not what is another's by now").containsExactly(lease("prod", 2, 2));
        store.leave("2");
        assertThat(store.roll().present()).extracting(Roll.Present::id).containsExactly("1");
        assertThat(store.take("1", ACCOUNTS, 3))
                .containsExactlyInAnyOrder(lease("audit", 1, 2), lease("prod", 1, 3), lease("test", 1, 2));
    }

    @Test
    void takesNobodyForGoneBeforeTheTime() {
        store.take("1", ACCOUNTS, 3);
        pass(LASTS.dividedBy(2));
        assertThat(store.renew("2", LASTS)).isTrue();
        assertThat(store.take("2", ACCOUNTS, 3)).isEmpty();
        assertThat(store.renew("1", LASTS)).isTrue();
        pass(LASTS.dividedBy(2).plusSeconds(1));
        assertThat(store.roll().present()).hasSize(2);
        assertThat(store.take("2", ACCOUNTS, 3)).isEmpty();
    }

    @Test
    void takesForGoneWhoHasNotRenewedAndNeverTakesItBack() {
        store.take("1", ACCOUNTS, 3);
        pass(LASTS.dividedBy(2));
        store.renew("2", LASTS);
        pass(LASTS.dividedBy(2).plusSeconds(1));
        assertThat(store.roll()).isEqualTo(new Roll(List.of(new Roll.Present("2", "two")), List.of()));
        assertThat(store.renew("1", LASTS)).isFalse();
        assertThat(store.take("2", ACCOUNTS, 2)).hasSize(2);
        assertThat(store.roll().present()).hasSize(1);
    }

    @Test
    void takesAThousandAtOnce() {
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(i -> "account-" + i).toList();
        assertThat(store.take("1", many, 500)).hasSize(500);
        assertThat(store.take("2", many, 1_000)).hasSize(500);
        assertThat(store.roll().leases()).hasSize(1_000);
    }

    private static Lease lease(String account, int holder, long epoch) {
        return new Lease(account, String.valueOf(holder), epoch);
    }
}
