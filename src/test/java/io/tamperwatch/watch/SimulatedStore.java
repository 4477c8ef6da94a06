package io.tamperwatch.watch;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.finding.Stored;
import io.tamperwatch.replica.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store that outlives its process: what was committed before a crash is there after it, nothing else is. It may be replaced
 * by a standby, which lacks what was committed since it was last brought up to date.
 */
final class SimulatedStore implements FindingStore, CheckpointStore {

    private record Key(WatchKey watch, Reading reading) {}

    /** What a standby has. */
    private record Copy(
            Map<String, Finding> findings,
            List<String> created,
            Set<String> eventIds,
            Map<String, QuarantinedRecord> quarantine,
            Map<Key, Checkpoint> checkpoints,
            Set<Gap> gaps) {

        Copy {
            findings = Map.copyOf(findings);
            created = List.copyOf(created);
            eventIds = Set.copyOf(eventIds);
            quarantine = Map.copyOf(quarantine);
            checkpoints = Map.copyOf(checkpoints);
            gaps = Set.copyOf(gaps);
        }
    }

    private final Mishaps mishaps;
    private final Predicate<Lease> stands;
    private final Map<String, Finding> findings = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final Set<String> eventIds = new HashSet<>();
    private final Map<String, QuarantinedRecord> quarantine = new HashMap<>();
    private final Map<Key, Checkpoint> checkpoints = new HashMap<>();
    private final Set<Gap> gaps = new HashSet<>();
    private int refused;
    private int generation;
    private int outdated;
    private Copy standby = copy();

    private Runnable approach = () -> {};
    private final Map<Key, Long> epochs = new HashMap<>();
    private int unsure;
    private int formerOwners;

    SimulatedStore(Mishaps mishaps) {
        this(mishaps, lease -> true);
    }

    /** @param stands whether a lease is still its holder's */
    SimulatedStore(Mishaps mishaps, Predicate<Lease> stands) {
        this.mishaps = mishaps;
        this.stands = stands;
    }

    /** What happens on the way to the store, before each transaction: time may pass there, or the way be closed. */
    void onApproach(Runnable approach) {
        this.approach = approach;
    }

    /** Brings the standby up to date. */
    void replicate() {
        standby = copy();
    }

    private Copy copy() {
        return new Copy(findings, created, eventIds, quarantine, checkpoints, gaps);
    }

    /** The standby takes over. */
    void failOver() {
        generation++;
        replace(findings, standby.findings());
        replace(quarantine, standby.quarantine());
        replace(checkpoints, standby.checkpoints());
        replace(created, standby.created());
        replace(eventIds, standby.eventIds());
        replace(gaps, standby.gaps());
    }

    private static <K, V> void replace(Map<K, V> all, Map<K, V> by) {
        all.clear();
        all.putAll(by);
    }

    private static <E> void replace(Collection<E> all, Collection<E> by) {
        all.clear();
        all.addAll(by);
    }

    /** How many checkpoints were refused because they were of the time before a standby took over. */
    int outdated() {
        return outdated;
    }

    /** How many checkpoints were moved by somebody after a later owner had moved them. */
    int formerOwners() {
        return formerOwners;
    }

    /** How many times something was committed and whoever wrote it was told that it was not. */
    int unsure() {
        return unsure;
    }

    /** How many checkpoints were refused because the lease was another's. */
    int refused() {
        return refused;
    }

    /** The ids of findings in the order they were reported as new, repeats included; without those that a standby lacked. */
    List<String> created() {
        return created;
    }

    Map<String, Finding> findings() {
        return findings;
    }

    Set<String> quarantinedIds() {
        return quarantine.keySet();
    }

    /** The checkpoints as a process started now would find them. */
    Collection<Checkpoint> committed() {
        return checkpoints.values();
    }

    @Override
    public Stored store(Intake intake, Review review) {
        perhapsFail();
        List<Finding> added = new ArrayList<>();
        int duplicates = 0;
        int amended = 0;
        for (Finding finding : intake.findings()) {
            if (!eventIds.add(finding.id())) {
                duplicates++;
            } else if (findings.putIfAbsent(finding.id(), finding) == null) {
                added.add(finding);
            }
        }
        for (Amendment amendment : intake.amendments()) {
            if (!eventIds.add(amendment.eventId())) {
                duplicates++;
            } else if (findings.put(amendment.finding().id(), amendment.finding()) == null) {
                added.add(amendment.finding());
            } else {
                amended++;
            }
        }
        int before = quarantine.size();
        intake.quarantined().forEach(record -> quarantine.putIfAbsent(record.id(), record));
        added.forEach(finding -> created.add(finding.id()));
        perhapsUnsure();
        return new Stored(added, duplicates, amended, quarantine.size() - before);
    }

    @Override
    public int generation() {
        return generation;
    }

    @Override
    public List<Checkpoint> load(WatchKey watch) {
        perhapsFail();
        return checkpoints.values().stream()
                .filter(checkpoint -> checkpoint.watch().equals(watch))
                .toList();
    }

    @Override
    public Map<WatchKey, Kept> loadAll() {
        Map<WatchKey, Kept> all = new HashMap<>();
        checkpoints.keySet().forEach(key -> all.put(key.watch(), new Kept(load(key.watch()), gaps(key.watch()))));
        return all;
    }

    @Override
    public boolean save(Lease lease, int of, Checkpoint checkpoint) {
        return save(lease, of, checkpoint, List.of());
    }

    @Override
    public boolean saveWithGap(Lease lease, int of, Checkpoint checkpoint, Gap gap) {
        return save(lease, of, checkpoint, List.of(gap));
    }

    private boolean save(Lease lease, int of, Checkpoint checkpoint, List<Gap> left) {
        perhapsFail();
        if (of != generation) {
            outdated++;
            throw new StoreUnavailable("another generation");
        }
        if (!stands.test(lease)) {
            refused++;
            return false;
        }
        Key key = new Key(checkpoint.watch(), checkpoint.reading());
        if (epochs.merge(key, lease.epoch(), Math::max) > lease.epoch()) {
            formerOwners++;
        }
        checkpoints.put(key, checkpoint);
        gaps.addAll(left);
        perhapsUnsure();
        return true;
    }

    @Override
    public List<Gap> gaps(WatchKey watch) {
        return gaps.stream().filter(gap -> gap.watch().equals(watch)).toList();
    }

    @Override
    public boolean bind(Lease lease, String accountId) {
        return stands.test(lease);
    }

    @Override
    public Optional<Finding> find(String id) {
        return Optional.ofNullable(findings.get(id));
    }

    @Override
    public Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        throw new UnsupportedOperationException("nobody works with findings here");
    }

    @Override
    public Optional<Finding> learn(
            Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant againAt) {
        throw new UnsupportedOperationException("nothing is learned here");
    }

    @Override
    public List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit) {
        return List.of();
    }

    @Override
    public FindingPage query(FindingQuery query) {
        throw new UnsupportedOperationException("the poll loop lists nothing");
    }

    @Override
    public int forgetResolved(Instant before, int most) {
        throw new UnsupportedOperationException("the poll loop forgets nothing");
    }

    @Override
    public FindingPage queryWithRecords(FindingQuery query) {
        throw new UnsupportedOperationException("the poll loop lists nothing");
    }

    @Override
    public List<OpenCount> countOpen() {
        return List.of();
    }

    @Override
    public List<QuarantinedRecord> quarantined(int limit) {
        return List.copyOf(quarantine.values());
    }

    @Override
    public long countQuarantined() {
        return quarantine.size();
    }

    /** After a commit: the process dies, or the connection breaks before the answer is there. */
    private void perhapsUnsure() {
        mishaps.perhapsCrash();
        if (mishaps.strikes()) {
            unsure++;
            throw new StoreUnavailable("the connection broke", new IllegalStateException("simulated"));
        }
    }

    private void perhapsFail() {
        approach.run();
        mishaps.perhapsCrash();
        if (mishaps.strikes()) {
            throw new StoreUnavailable("disk full", new IllegalStateException("simulated"));
        }
    }
}
