package io.tamperwatch.assess;

import static io.tamperwatch.assess.Cases.NOON;

import io.tamperwatch.assess.Cases.Event;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Review.Reviewed;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long the assessment of one event takes, warm; {@code src/test/benchmark/assessment} runs it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AssessmentBenchmark {

    /** How many stored events lie around the one that is judged. */
    @Param({"0", "50", "1000"})
    public int neighbours;

    private final EventRecordParser parser = new EventRecordParser();
    private Detector detector;
    private Assessor assessor;
    private String record;
    private Finding finding;
    private Surroundings around;

    /** Everything but what is measured. */
    @Setup
    public void prepare() {
        Catalogue catalogue = Catalogue.builtIn();
        detector = new Detector(catalogue);
        assessor = new Assessor(catalogue, AssessSettings.of(Optional.of("203.0.113.0/24"), Optional.of(Cases.CI)));
        record = Event.of("self", Cases.DELETE, NOON, Cases.role("ci", "run"), Cases.onUser("bob", "C"))
                .record()
                .raw();
        finding = detected();
        around = around(neighbours);
    }

    /** The judgement alone. */
    @Benchmark
    public Reviewed judging() {
        return assessor.first(finding, Trace.of(finding), around);
    }

    /** From the record's text to the judged finding: what one event costs before it is stored. */
    @Benchmark
    public Reviewed fromTheRecordOn() {
        Finding made = detected();
        return assessor.first(made, Trace.of(made), around);
    }

    private Finding detected() {
        return switch (parser.parse(record)) {
            case Parsed(var event) ->
                detector.detect(event, "prod", Cases.ACCOUNT, NOON).orElseThrow();
            default -> throw new IllegalStateException("the record cannot be read");
        };
    }

    private static Surroundings around(int events) {
        List<Trace> near = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            near.add(Trace.of(Event.of(
                            "e" + i,
                            i % 2 == 0 ? Cases.UPLOAD : Cases.DELETE,
                            NOON.plusSeconds(i % 3_000),
                            Cases.role("ci", "run" + i % 7),
                            Cases.onUser("user" + i % 90, "C" + i))
                    .finding()));
        }
        return new Surroundings(near, List.of(), Map.of(), NOON.minusSeconds(864_000));
    }
}
