package io.tamperwatch.watch;

import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a page of events into findings and stores them. */
final class EventIntake {

    private final EventRecordParser parser;
    private final Detector detector;
    private final FindingStore store;
    private final Review review;

    EventIntake(EventRecordParser parser, Detector detector, FindingStore store, Review review) {
        this.parser = parser;
        this.detector = detector;
        this.store = store;
        this.review = review;
    }

    /**
     * Stores what a page holds. An event whose record cannot be read is quarantined; it never stops the others.
     *
     * @param accountId null when not known
     * @throws io.tamperwatch.finding.StoreUnavailable when nothing of the page was stored
     */
    Stored take(WatchKey watch, @Nullable String accountId, List<LookedUpEvent> events, Instant now) {
        List<Finding> findings = new ArrayList<>(events.size());
        List<Amendment> amendments = new ArrayList<>();
        List<QuarantinedRecord> quarantined = new ArrayList<>();
        List<Finding> context = new ArrayList<>();
        for (LookedUpEvent event : events) {
            switch (parser.parse(event.record())) {
                case Parsed(var record) -> {
                    Optional<Finding> finding = detector.detect(record, watch.account(), accountId, now);
                    if (finding.isPresent() && record.isAmendment()) {
                        amendments.add(new Amendment(record.eventId(), finding.get()));
                    } else {
                        finding.ifPresent(findings::add);
                    }
                    detector.context(record, watch.account(), accountId, now).ifPresent(context::add);
                }
                case Unreadable unreadable -> quarantined.add(quarantine(watch, event, unreadable, now));
            }
        }
        Intake intake = new Intake(findings, amendments, quarantined, context);
        return intake.isEmpty() ? new Stored(List.of(), 0, 0, 0) : store.store(intake, review);
    }

    private static QuarantinedRecord quarantine(
            WatchKey watch, LookedUpEvent event, Unreadable unreadable, Instant now) {
        String id = event.eventId() != null ? event.eventId() : unreadable.eventId();
        return new QuarantinedRecord(
                id != null ? id : sha256(event.record()),
                watch.account(),
                watch.region(),
                event.eventName(),
                unreadable.reason(),
                now,
                event.record());
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
