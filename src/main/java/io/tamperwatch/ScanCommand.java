package io.tamperwatch;

import io.tamperwatch.assess.AssessSettings;
import io.tamperwatch.assess.Assessor;
import io.tamperwatch.aws.S3Objects;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.export.AsffFormat;
import io.tamperwatch.export.CsvFormat;
import io.tamperwatch.export.ExportFormat;
import io.tamperwatch.export.OcsfFormat;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.scan.FindingText;
import io.tamperwatch.scan.Scan;
import io.tamperwatch.scan.Scan.Outcome;
import io.tamperwatch.scan.Scan.Tally;
import io.tamperwatch.scan.ScanFilter;
import io.tamperwatch.web.NdjsonFormat;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Reads log files, tells what it found, and says by its exit code how grave that is. */
final class ScanCommand {

    /** The exit code of findings that are at most {@code info}; each step of severity is one more. */
    static final int FOUND = 10;

    private static final Duration ON_A_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final ScanOptions options;
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock;
    private final boolean isTerminal;

    /** @param isTerminal whether somebody watches standard error */
    ScanCommand(
            ScanOptions options, InputStream in, PrintWriter out, PrintWriter err, Clock clock, boolean isTerminal) {
        this.options = options;
        this.in = in;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.isTerminal = isTerminal;
    }

    /**
     * The exit code.
     *
     * @param settings values of the service's configuration keys
     */
    int run(Function<String, Optional<String>> settings, String version) {
        Catalogue catalogue =
                Catalogue.of(settings.apply("tamperwatch.catalogue-dir"), settings.apply("tamperwatch.detections"));
        AssessSettings known = AssessSettings.of(
                settings.apply("tamperwatch.trusted-networks"), settings.apply("tamperwatch.expected-actors"));
        ScanFilter filter = options.filter(catalogue);
        Severity failOn = options.failOn();
        ExportFormat format = format(catalogue, version);
        Instant start = clock.instant();
        try (BucketFiles buckets = new BucketFiles(S3Objects::new)) {
            Outcome outcome = new Scan(catalogue, new Assessor(catalogue, known), filter, buckets, clock)
                    .run(options.files(), in, manner(format));
            tell(outcome, format, Duration.between(start, clock.instant()));
            return exitCode(outcome, failOn);
        } catch (OutOfMemoryError e) {
            err.println("More findings than memory holds: narrow it with --since, --until, --detection or --account,"
                    + " or give it more memory with -Xmx");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Null for lines that people read. */
    private @Nullable ExportFormat format(Catalogue catalogue, String version) {
        return switch (options.format()) {
            case "ndjson" -> NdjsonFormat.withRecords();
            case "csv" -> new CsvFormat();
            case "ocsf" -> new OcsfFormat(catalogue, version, OcsfFormat.Source.LOG_FILES);
            case "asff" -> new AsffFormat(catalogue);
            default -> null;
        };
    }

    private Scan.Manner manner(@Nullable ExportFormat format) {
        boolean wanted = options.wantsProgress(isTerminal);
        return new Scan.Manner(
                options.threads(),
                format instanceof NdjsonFormat,
                isTerminal ? ON_A_TERMINAL : ELSEWHERE,
                wanted ? this::progress : _ -> {});
    }

    private void progress(Tally tally) {
        String line = "%,d of %,d files, %,d MB of %,d MB, %,d records"
                .formatted(
                        tally.filesRead(),
                        tally.files(),
                        tally.bytesRead() / 1_000_000,
                        tally.bytes() / 1_000_000,
                        tally.records());
        if (isTerminal) {
            err.print("\r" + line + "\u001b[K");
            err.flush();
        } else {
            err.println(line);
        }
    }

    private void tell(Outcome outcome, @Nullable ExportFormat format, Duration took) {
        if (options.wantsProgress(isTerminal) && isTerminal) {
            err.print("\r\u001b[K");
        }
        PrintWriter summary = format == null ? out : err;
        if (format == null) {
            outcome.findings().forEach(finding -> FindingText.of(finding).forEach(out::println));
        } else {
            out.print(format.head());
            outcome.findings().forEach(finding -> out.print(format.line(finding)));
        }
        out.flush();
        summary.println(FindingText.counts(outcome.findings()));
        Tally tally = outcome.tally();
        summary.println("%,d records in %,d files (%,d MB) read in %.1f s; %,d of them repeated; %,d files left out"
                .formatted(
                        tally.records(),
                        tally.filesRead(),
                        tally.bytesRead() / 1_000_000,
                        took.toMillis() / 1000.0,
                        outcome.repeated(),
                        outcome.leftOut()));
        summary.flush();
        problems(outcome);
    }

    private void problems(Outcome outcome) {
        long count = outcome.problems().count();
        if (count > 0) {
            err.println("%,d could not be read:".formatted(count));
            outcome.problems().lines().forEach(line -> err.println("  " + line));
        }
        err.flush();
    }

    private int exitCode(Outcome outcome, @Nullable Severity failOn) {
        if (out.checkError()) {
            err.println("What was found could not be written");
            return CommandLine.ExitCode.SOFTWARE;
        }
        Optional<Severity> gravest =
                outcome.findings().stream().map(Finding::severity).min(Severity::compareTo);
        if (failOn != null && gravest.isPresent() && gravest.get().compareTo(failOn) <= 0) {
            return FOUND
                    + Severity.values().length
                    - 1
                    - List.of(Severity.values()).indexOf(gravest.get());
        }
        return outcome.problems().count() > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
}
