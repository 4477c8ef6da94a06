package io.tamperwatch.scan;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Review;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One pass over many files, several of them at a time. */
public final class Scan {

    /**
     * How it is done.
     *
     * @param threads how many files are read at a time
     * @param withRecords whether findings keep the text of their records
     * @param progress told how far it is, now and then
     */
    public record Manner(int threads, boolean withRecords, Duration every, Progress progress) {}

    /** Where it says how far it is. */
    @FunctionalInterface
    public interface Progress {

        void at(Tally tally);
    }

    /**
     * How far a scan is.
     *
     * @param bytes of the files as they are stored
     */
    public record Tally(long filesRead, long files, long bytesRead, long bytes, long records) {}

    /**
     * What came of it.
     *
     * @param findings newest first
     * @param repeated records of events that another record had told of
     * @param leftOut files without records: named otherwise, or CloudTrail's digests
     */
    public record Outcome(List<Finding> findings, Tally tally, long repeated, long leftOut, Problems problems) {

        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    private final Interest interest;
    private final Detector detector;
    private final Review review;
    private final ScanFilter filter;
    private final RemoteFiles remote;
    private final Clock clock;
    private final EventRecordParser parser = new EventRecordParser();
    private final LongAdder filesRead = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder withoutRecords = new LongAdder();
    private final Problems problems = new Problems();

    /** To be run once. */
    public Scan(Catalogue catalogue, Review review, ScanFilter filter, RemoteFiles remote, Clock clock) {
        this.interest = new Interest(catalogue);
        this.detector = new Detector(catalogue);
        this.review = review;
        this.filter = filter;
        this.remote = remote;
        this.clock = clock;
    }

    /**
     * Reads everything there is.
     *
     * @param given files, directories, and "-" for standard input
     * @throws OutOfMemoryError when there are more findings than fit
     */
    public Outcome run(List<String> given, InputStream standardInput, Manner manner) throws InterruptedException {
        LogFiles.Found found = LogFiles.find(given, remote, problems);
        Ledger ledger = new Ledger(filter);
        Queue<LogFile> left = new ConcurrentLinkedQueue<>(found.files());
        Instant now = clock.instant();
        Runnable worker = () -> {
            for (LogFile file = left.poll(); file != null; file = left.poll()) {
                read(
                        file,
                        standardInput,
                        new FileScan(file, parser, detector, now, manner.withRecords(), ledger, problems, records));
            }
        };
        int threads = Math.clamp(found.files().size(), 1, manner.threads());
        work(worker, threads, manner, found);
        return new Outcome(
                ledger.judged(review),
                tally(found),
                ledger.repeated(),
                found.leftOut() + withoutRecords.sum(),
                problems);
    }

    private void work(Runnable worker, int threads, Manner manner, LogFiles.Found found) throws InterruptedException {
        CountDownLatch working = new CountDownLatch(threads);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(workers.submit(() -> {
                    try {
                        worker.run();
                    } finally {
                        working.countDown();
                    }
                }));
            }
            while (!working.await(manner.every().toMillis(), TimeUnit.MILLISECONDS)) {
                manner.progress().at(tally(found));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError full) {
                throw full;
            }
            throw new IllegalStateException("a file could not be read to its end", e.getCause());
        }
    }

    private Tally tally(LogFiles.Found found) {
        return new Tally(filesRead.sum(), found.files().size(), bytesRead.sum(), found.bytes(), records.sum());
    }

    private void read(LogFile file, InputStream standardInput, FileScan scan) {
        try (InputStream text = file.open(standardInput, bytesRead)) {
            LogReader.read(text, interest, scan);
        } catch (IOException e) {
            problems.add(file.name(), LogFiles.reason(e));
        }
        filesRead.increment();
        if (scan.holdsNone()) {
            withoutRecords.increment();
        }
    }
}
