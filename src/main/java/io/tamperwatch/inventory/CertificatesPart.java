package io.tamperwatch.inventory;

import io.tamperwatch.inventory.IamSource.Page;
import io.tamperwatch.inventory.IamSource.Report;
import io.tamperwatch.inventory.InventoryStore.Note;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads signing certificates. The credential report says who has an active one, and when it last changed, so that only users
 * with something new are asked for. Of certificates that are not active it need not tell: each user without an active one is
 * asked for once, a few in each snapshot. Without the report everybody has to be: new users at once, the others in turn.
 */
final class CertificatesPart {

    /** In front of a user's name in the store's notes. */
    static final String SUBJECT = "user/";

    /** Noted of a user who was asked about without a report, or because of an event. */
    static final String ASKED = "asked";

    private static final int BATCH = 100;
    private static final int LOOKS = 30;

    /** Users of whom the report tells nothing that are asked for in a snapshot. */
    static final int SILENT = 10;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final String digits;
    private final IamSource source;
    private final PacedIam iam;
    private final InventoryStore store;
    private final Clock clock;
    private final SnapshotNotes notes;

    CertificatesPart(
            String digits, IamSource source, PacedIam iam, InventoryStore store, Clock clock, SnapshotNotes notes) {
        this.digits = digits;
        this.source = source;
        this.iam = iam;
        this.store = store;
        this.clock = clock;
        this.notes = notes;
    }

    void read() throws InterruptedException {
        Reply<Report> report = report();
        if (report instanceof Reply.Is<Report>(Report made)) {
            byReport(made);
            return;
        }
        notes.gap(Part.CERTIFICATES, report, "the credential report cannot be had");
        if (report instanceof Reply.Refused<Report>) {
            byAsking();
        }
    }

    private Reply<Report> report() throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            Reply<Boolean> state = iam.ask(() -> source.makeReport(iam.account()));
            switch (state) {
                case Reply.Is<Boolean>(Boolean ready) -> {
                    if (ready) {
                        return iam.ask(() -> source.report(iam.account()));
                    }
                    iam.pause(LOOK_AGAIN);
                }
                case Reply.Refused<Boolean>(String permission) -> {
                    return new Reply.Refused<>(permission);
                }
                case Reply.Unavailable<Boolean>(String why) -> {
                    return new Reply.Unavailable<>(why);
                }
                case Reply.Failed<Boolean>(String why) -> {
                    return new Reply.Failed<>(why);
                }
                case Reply.Absent<Boolean>(), Reply.Throttled<Boolean>() -> iam.pause(LOOK_AGAIN);
            }
        }
        return new Reply.Unavailable<>("IAM has not finished the credential report");
    }

    private void byReport(Report report) throws InterruptedException {
        List<Report.Line> toAsk = new ArrayList<>();
        List<Report.Line> neverAsked = new ArrayList<>();
        for (int from = 0; from < report.lines().size(); from += BATCH) {
            List<Report.Line> batch = report.lines()
                    .subList(from, Math.min(from + BATCH, report.lines().size()));
            Map<String, Note> known = store.notes(
                    digits, batch.stream().map(CertificatesPart::subject).toList());
            List<String> unchanged = new ArrayList<>();
            for (Report.Line line : batch) {
                Note note = known.get(subject(line));
                if (!line.certificates().equals(note == null ? "" : note.text())) {
                    toAsk.add(line);
                } else if (note != null) {
                    unchanged.add(line.user());
                } else {
                    neverAsked.add(line);
                }
            }
            store.certificatesUnchanged(digits, unchanged, report.madeAt());
        }
        List<Report.Line> inTurn = neverAsked.subList(0, Math.min(neverAsked.size(), SILENT));
        notes.expect(toAsk.size() + inTurn.size());
        if (askAll(toAsk)) {
            store.onlySeenSince(digits, Kind.SIGNING_CERTIFICATE, report.madeAt());
            askAll(inTurn);
        }
    }

    /** False when there was no use in asking for all of them. */
    private boolean askAll(List<Report.Line> lines) throws InterruptedException {
        for (Report.Line line : lines) {
            if (!ask(line.user(), line.certificates())) {
                return false;
            }
        }
        return true;
    }

    private void byAsking() throws InterruptedException {
        List<String> toAsk = new ArrayList<>();
        int known = 0;
        String marker = null;
        do {
            @Nullable String from = marker;
            Reply<Page<String>> reply = iam.ask(() -> source.userNames(iam.account(), from));
            if (!(reply instanceof Reply.Is<Page<String>>(Page<String> page))) {
                notes.gap(Part.CERTIFICATES, reply, "nobody says which users there are");
                return;
            }
            Map<String, Note> asked = store.notes(
                    digits, page.items().stream().map(name -> SUBJECT + name).toList());
            page.items().stream()
                    .filter(name -> !asked.containsKey(SUBJECT + name))
                    .forEach(toAsk::add);
            known += asked.size();
            marker = page.next();
        } while (marker != null);
        store.oldestNotes(digits, SUBJECT, share(known))
                .forEach(subject -> toAsk.add(subject.substring(SUBJECT.length())));
        notes.expect(toAsk.size());
        for (String user : toAsk) {
            if (!ask(user, ASKED)) {
                return;
            }
        }
    }

    /** How many of what is known are looked at again in each snapshot. */
    static int share(int known) {
        return (known + 9) / 10;
    }

    private static String subject(Report.Line line) {
        return SUBJECT + line.user();
    }

    /** False when there is no use in asking for more. */
    private boolean ask(String user, String note) throws InterruptedException {
        Reply<List<Held.Certificate>> reply = iam.ask(() -> source.certificates(iam.account(), user));
        switch (reply) {
            case Reply.Is<List<Held.Certificate>>(List<Held.Certificate> all) -> {
                notes.changed(store.sawCertificatesOf(digits, user, all, clock.instant()));
                store.note(digits, Map.of(SUBJECT + user, note), clock.instant());
                return true;
            }
            case Reply.Absent<List<Held.Certificate>>() -> {
                store.sawCertificatesOf(digits, user, List.of(), clock.instant());
                store.note(digits, Map.of(SUBJECT + user, note), clock.instant());
                return true;
            }
            case Reply.Refused<List<Held.Certificate>> refused ->
                notes.gap(Part.CERTIFICATES, reply, "signing certificates cannot be listed");
            case Reply.Throttled<List<Held.Certificate>> throttled ->
                notes.gap(Part.CERTIFICATES, reply, "not all users could be asked");
            case Reply.Unavailable<List<Held.Certificate>> unavailable ->
                notes.gap(Part.CERTIFICATES, reply, "not all users could be asked");
            case Reply.Failed<List<Held.Certificate>> failed ->
                notes.gap(Part.CERTIFICATES, reply, "not all users could be asked");
        }
        return false;
    }
}
