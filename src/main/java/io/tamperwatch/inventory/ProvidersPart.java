package io.tamperwatch.inventory;

import io.tamperwatch.inventory.InventoryStore.Note;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads identity providers of one kind. New ones are read at once, the others in turn, a tenth in each snapshot: whatever
 * changes one is an event, and what an event names is read again without waiting for a snapshot.
 */
final class ProvidersPart<T extends Held> {

    private final String digits;
    private final PacedIam iam;
    private final InventoryStore store;
    private final Clock clock;
    private final SnapshotNotes notes;
    private final Part part;
    private final Class<T> type;
    private final Kind kind;

    ProvidersPart(
            String digits,
            PacedIam iam,
            InventoryStore store,
            Clock clock,
            SnapshotNotes notes,
            Part part,
            Class<T> type,
            Kind kind) {
        this.digits = digits;
        this.iam = iam;
        this.store = store;
        this.clock = clock;
        this.notes = notes;
        this.part = part;
        this.type = type;
        this.kind = kind;
    }

    void read(Supplier<Reply<List<String>>> list, Function<String, Reply<T>> get) throws InterruptedException {
        Reply<List<String>> reply = iam.ask(list);
        if (!(reply instanceof Reply.Is<List<String>>(List<String> arns))) {
            notes.gap(part, reply, "providers cannot be listed");
            return;
        }
        List<String> toAsk = toAsk(arns);
        notes.expect(toAsk.size());
        for (String arn : toAsk) {
            if (!ask(arn, get)) {
                return;
            }
        }
        Set<String> there = new HashSet<>(arns);
        List<String> gone = new ArrayList<>();
        store.eachPresent(digits, type, seen -> {
            if (!there.contains(seen.held().key())) {
                gone.add(seen.held().key());
            }
        });
        gone.forEach(this::missed);
    }

    private static Instant readAt(@Nullable Note note) {
        return note == null ? Instant.EPOCH : note.at();
    }

    private static boolean isKnown(@Nullable Note note) {
        return note != null && !note.text().equals(Refresh.GONE);
    }

    private void missed(String arn) {
        store.missed(digits, kind, arn, clock.instant());
        store.note(digits, Map.of(kind.subject(arn), Refresh.GONE), clock.instant());
    }

    private List<String> toAsk(List<String> arns) {
        Map<String, Note> read =
                store.notes(digits, arns.stream().map(kind::subject).toList());
        List<String> known = arns.stream()
                .filter(arn -> isKnown(read.get(kind.subject(arn))))
                .sorted(Comparator.comparing(arn -> readAt(read.get(kind.subject(arn)))))
                .toList();
        List<String> toAsk = new ArrayList<>(arns);
        toAsk.removeAll(known.subList(CertificatesPart.share(known.size()), known.size()));
        return toAsk;
    }

    /** False when there is no use in asking for more. */
    private boolean ask(String arn, Function<String, Reply<T>> get) throws InterruptedException {
        Reply<T> reply = iam.ask(() -> get.apply(arn));
        switch (reply) {
            case Reply.Is<T>(T provider) -> {
                notes.changed(store.saw(digits, List.of(provider), clock.instant()));
                store.note(digits, Map.of(kind.subject(arn), CertificatesPart.ASKED), clock.instant());
                return true;
            }
            case Reply.Absent<T>() -> {
                missed(arn);
                return true;
            }
            case Reply.Refused<T> refused -> notes.gap(part, reply, "providers cannot be read");
            case Reply.Throttled<T> throttled -> notes.gap(part, reply, "not all providers could be read");
            case Reply.Unavailable<T> unavailable -> notes.gap(part, reply, "not all providers could be read");
            case Reply.Failed<T> failed -> notes.gap(part, reply, "not all providers could be read");
        }
        return false;
    }
}
