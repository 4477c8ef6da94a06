package io.tamperwatch.scan;

import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** From the records of one file to what the ledger keeps of them. */
final class FileScan implements LogReader.Sink {

    private static final String UNKNOWN = "unknown";

    private final LogFile file;
    private final EventRecordParser parser;
    private final Detector detector;
    private final Instant now;
    private final boolean withRecords;
    private final Ledger ledger;
    private final Problems problems;
    private final LongAdder records;
    private boolean holdsNone;

    FileScan(
            LogFile file,
            EventRecordParser parser,
            Detector detector,
            Instant now,
            boolean withRecords,
            Ledger ledger,
            Problems problems,
            LongAdder records) {
        this.file = file;
        this.parser = parser;
        this.detector = detector;
        this.now = now;
        this.withRecords = withRecords;
        this.ledger = ledger;
        this.problems = problems;
        this.records = records;
    }

    @Override
    public void record(String text, long position) {
        switch (parser.parse(text)) {
            case Parsed(var record) -> take(record);
            case Unreadable(var reason, var id) ->
                unreadable(position, id == null ? reason : reason + " (event " + id + ")");
        }
    }

    private void take(EventRecord record) {
        String account = account(record);
        Optional<Finding> finding = detector.detect(record, account == null ? UNKNOWN : account, account, now)
                .map(this::held);
        if (finding.isPresent() && record.isAmendment()) {
            ledger.amend(new Amendment(record.eventId(), finding.get()), file.name());
        } else {
            finding.ifPresent(ledger::add);
        }
        detector.context(record, account == null ? UNKNOWN : account, account, now)
                .map(this::held)
                .ifPresent(ledger::addContext);
    }

    private Finding held(Finding finding) {
        return withRecords ? finding : finding.withoutRecord();
    }

    /** The account whose history the record is in, which for a caller from another account is not the caller's. */
    private @Nullable String account(EventRecord record) {
        String recipient = record.recipientAccountId();
        if (recipient != null && !recipient.isBlank()) {
            return recipient;
        }
        String callers = record.userIdentity().accountId();
        return callers != null && !callers.isBlank() ? callers : file.account();
    }

    @Override
    public void unreadable(long position, String reason) {
        problems.add(file.name(), "byte %,d: %s".formatted(position, reason));
    }

    @Override
    public void counted() {
        records.increment();
    }

    @Override
    public void noRecords() {
        holdsNone = true;
    }

    /** Whether the file is another one of CloudTrail's. */
    boolean holdsNone() {
        return holdsNone;
    }
}
