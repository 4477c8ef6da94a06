package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tamperwatch.replica.Lease;
import io.tamperwatch.watch.CatchUp;
import io.tamperwatch.watch.Checkpoint;
import io.tamperwatch.watch.CheckpointStore;
import io.tamperwatch.watch.Gap;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for checkpoints. */
abstract class CheckpointContract {

    private static final WatchKey WATCH = new WatchKey("prod", "us-east-1");
    private static final Reading DELETIONS = Reading.eventName("DeleteSigningCertificate");
    private static final Reading REMOVALS = Reading.eventName("RemoveClientIDFromOpenIDConnectProvider");
    private static final Reading BY_SOURCE = new Reading(Reading.By.EVENT_SOURCE, "iam.amazonaws.com");

    private Database database;
    private JdbcCheckpointStore store;
    private Lease lease;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcCheckpointStore(database);
        if (database.dialect().isShared()) {
            new JdbcLeaseStore(database).join("one", "one", Duration.ofHours(1));
        }
        lease = leaseOf("prod");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesBackEveryCheckpointOfAWatch() {
        Checkpoint plain = at(DELETIONS, NOON);
        Checkpoint behind = catchingUp(REMOVALS, CatchUp.Kind.OUTAGE);
        Checkpoint bySource = catchingUp(BY_SOURCE, CatchUp.Kind.SWEEP);
        store.save(lease, store.generation(), plain);
        store.save(lease, store.generation(), behind);
        store.save(lease, store.generation(), bySource);
        store.save(
                lease,
                store.generation(),
                new Checkpoint(new WatchKey("prod", "eu-west-1"), DELETIONS, NOON, NOON, NOON, null));
        assertThat(store.load(WATCH)).containsExactlyInAnyOrder(plain, behind, bySource);
        assertThat(store.load(new WatchKey("other", "us-east-1"))).isEmpty();
    }

    @Test
    void replacesACheckpointAsAWhole() {
        store.save(lease, store.generation(), catchingUp(DELETIONS, CatchUp.Kind.BACKFILL));
        Checkpoint later = at(DELETIONS, NOON.plusSeconds(60));
        store.save(lease, store.generation(), later);
        assertThat(store.load(WATCH)).containsExactly(later);
    }

    @Test
    void keepsAGapOnceWithTheCheckpointBehindIt() {
        Checkpoint checkpoint = at(DELETIONS, NOON);
        Gap later = gap(DELETIONS, NOON.plusSeconds(100));
        Gap earlier = gap(REMOVALS, NOON);
        store.saveWithGap(lease, store.generation(), checkpoint, later);
        store.saveWithGap(lease, store.generation(), checkpoint, earlier);
        store.saveWithGap(
                lease,
                store.generation(),
                checkpoint,
                new Gap(
                        WATCH,
                        DELETIONS,
                        later.from(),
                        later.until(),
                        later.noticedAt().plusSeconds(9)));
        assertThat(store.gaps(WATCH)).containsExactly(earlier, later);
        assertThat(store.load(WATCH)).containsExactly(checkpoint);
        assertThat(store.gaps(new WatchKey("prod", "eu-west-1"))).isEmpty();
    }

    @Test
    void forgetsHowFarAnotherAccountWasReadUnderTheSameName() {
        assertThat(store.bind(lease, "111122223333")).isTrue();
        store.saveWithGap(lease, store.generation(), at(DELETIONS, NOON), gap(DELETIONS, NOON));
        Checkpoint elsewhere = new Checkpoint(new WatchKey("test", "us-east-1"), DELETIONS, NOON, NOON, NOON, null);
        store.save(leaseOf("test"), store.generation(), elsewhere);
        assertThat(store.bind(lease, "111122223333")).isTrue();
        assertThat(store.load(WATCH)).hasSize(1);
        assertThat(store.bind(lease, "444455556666")).isTrue();
        assertThat(store.load(WATCH)).isEmpty();
        assertThat(store.gaps(WATCH)).isEmpty();
        assertThat(store.load(elsewhere.watch())).containsExactly(elsewhere);
        assertThat(store.bind(lease, "444455556666")).isTrue();
    }

    @Test
    void tellsOfEveryWatchAtOnce() {
        Checkpoint here = at(DELETIONS, NOON);
        WatchKey ireland = new WatchKey("prod", "eu-west-1");
        Checkpoint there = new Checkpoint(ireland, REMOVALS, NOON, NOON, NOON, null);
        Gap gap = gap(DELETIONS, NOON);
        assertThat(store.loadAll()).isEmpty();
        store.saveWithGap(lease, store.generation(), here, gap);
        store.save(lease, store.generation(), there);
        assertThat(store.loadAll())
                .containsOnly(
                        entry(WATCH, new CheckpointStore.Kept(List.of(here), List.of(gap))),
                        entry(ireland, new CheckpointStore.Kept(List.of(there), List.of())));
    }

    /** Of the replica {@code one}, where the database is shared. */
    private Lease leaseOf(String account) {
        if (!database.dialect().isShared()) {
            return Lease.unshared(account);
        }
        return new JdbcLeaseStore(database).take("one", List.of(account), 1).getFirst();
    }

    private static Checkpoint at(Reading reading, Instant head) {
        return new Checkpoint(WATCH, reading, NOON.minusSeconds(9), head, NOON.minusSeconds(1), null);
    }

    private static Checkpoint catchingUp(Reading reading, CatchUp.Kind kind) {
        CatchUp catchUp = new CatchUp(
                kind, NOON.minusSeconds(50), NOON.plusSeconds(50), NOON, NOON.minusSeconds(60), NOON.plusSeconds(70));
        return new Checkpoint(
                WATCH, reading, NOON.minusSeconds(9), NOON.plusSeconds(80), NOON.minusSeconds(90), catchUp);
    }

    private static Gap gap(Reading reading, Instant from) {
        return new Gap(WATCH, reading, from, from.plusSeconds(10), NOON.plusSeconds(500));
    }
}
