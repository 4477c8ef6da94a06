package io.tamperwatch.assess;

import static io.tamperwatch.assess.Cases.NOON;

import io.tamperwatch.assess.Cases.Event;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How long one assessment takes; {@code src/test/benchmark/assessment} runs it. It measures and asserts nothing. */
@EnabledIfSystemProperty(named = "benchmark", matches = "true")
class AssessmentBenchmarkTest {

    private static final int ROUNDS = 12;
    private static final int ASSESSMENTS = 20_000;

    @Test
    void measure() {
        Catalogue catalogue = Catalogue.builtIn();
        Assessor assessor =
                new Assessor(catalogue, AssessSettings.of(Optional.of("203.0.113.0/24"), Optional.of(Cases.CI)));
        Finding finding = new Detector(catalogue)
                .detect(
                        Event.of("self", Cases.DELETE, NOON, Cases.role("ci", "run"), Cases.onUser("bob", "C"))
                                .record(),
                        "prod",
                        Cases.ACCOUNT,
                        NOON)
                .orElseThrow();
        for (int neighbours : List.of(0, 50, 1_000)) {
            Surroundings around = around(neighbours);
            long[] rounds = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                rounds[round] = round(assessor, finding, around);
            }
            System.out.printf(
                    "one assessment among %d events: %.1f µs (best of the last %d rounds; first round %.1f µs)%n",
                    neighbours, best(rounds) / 1e3, ROUNDS / 2, rounds[0] / 1e3);
        }
    }

    private static long best(long[] rounds) {
        long best = Long.MAX_VALUE;
        for (int i = ROUNDS / 2; i < ROUNDS; i++) {
            best = Math.min(best, rounds[i]);
        }
        return best;
    }

    private static long round(Assessor assessor, Finding finding, Surroundings around) {
        int signals = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < ASSESSMENTS; i++) {
            signals += assessor.first(finding, Trace.of(finding), around)
                    .finding()
                    .signals()
                    .size();
        }
        long each = (System.nanoTime() - begin) / ASSESSMENTS;
        if (signals == 0) {
            throw new IllegalStateException("nothing was assessed");
        }
        return each;
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
