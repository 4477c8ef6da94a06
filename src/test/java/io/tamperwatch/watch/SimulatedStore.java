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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store that outlives its process: what was committed before a crash is there after it, nothing else is. */
final class SimulatedStore implements FindingStore, CheckpointStore {

    private record Key(WatchKey watch, Reading reading) {}

    private final Mishaps mishaps;
    private final Map<String, Finding> findings = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final Set<String> eventIds = new HashSet<>();
    private final Map<String, QuarantinedRecord> quarantine = new HashMap<>();
    private final Map<Key, Checkpoint> checkpoints = new HashMap<>();
    private final Set<Gap> gaps = new HashSet<>();

    SimulatedStore(Mishaps mishaps) {
        this.mishaps = mishaps;
    }

    /** The ids of findings in the order they were reported as new, repeats included. */
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
    List<Checkpoint> committed() {
        return List.copyOf(checkpoints.values());
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
        mishaps.perhapsCrash();
        return new Stored(added, duplicates, amended, quarantine.size() - before);
    }

    @Override
    public List<Checkpoint> load(WatchKey watch) {
        perhapsFail();
        return checkpoints.values().stream()
                .filter(checkpoint -> checkpoint.watch().equals(watch))
                .toList();
    }

    @Override
    public void save(Checkpoint checkpoint) {
        perhapsFail();
        checkpoints.put(new Key(checkpoint.watch(), checkpoint.reading()), checkpoint);
        mishaps.perhapsCrash();
    }

    @Override
    public void saveWithGap(Checkpoint checkpoint, Gap gap) {
        perhapsFail();
        checkpoints.put(new Key(checkpoint.watch(), checkpoint.reading()), checkpoint);
        gaps.add(gap);
        mishaps.perhapsCrash();
    }

    @Override
    public List<Gap> gaps(WatchKey watch) {
        return gaps.stream().filter(gap -> gap.watch().equals(watch)).toList();
    }

    @Override
    public boolean bind(String account, String accountId) {
        return false;
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
    public List<Finding> awaiting(Aspect aspect, Instant now, int limit) {
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

    private void perhapsFail() {
        mishaps.perhapsCrash();
        if (mishaps.strikes()) {
            throw new StoreUnavailable("disk full", new IllegalStateException("simulated"));
        }
    }
}
