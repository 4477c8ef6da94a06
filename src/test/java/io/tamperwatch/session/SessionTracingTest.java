package io.tamperwatch.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.SessionTrace.Result;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTracingTest {

    private static final Instant NOW = Findings.NOON.plusSeconds(300);

    private final TestingSessionHistory history = new TestingSessionHistory();
    private final TestingLessons store = new TestingLessons(Findings.byRole());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SessionTracing tracing =
            new SessionTracing(store, history, registry, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void keepsWhatItFindsAndTellsOnceThatTheSessionIsKnown() {
        issue();

        assertThat(tracing.look(Findings.byRole())).isTrue();
        assertThat(tracing.look(store.finding)).isTrue();

        SessionTrace trace = store.finding.knowledge().session();
        assertThat(trace.result()).isEqualTo(Result.TRACED);
        assertThat(trace.looks()).isEqualTo(2);
        assertThat(store.againAt).isEqualTo(trace.againAt());
        assertThat(store.finding.history())
                .containsExactly(
                        Findings.byRole().history().getFirst(),
                        new HistoryEntry(
                                NOW,
                                "session traced",
                                null,
                                "The session began with the root user's own credentials."));
        assertThat(count("traced")).isEqualTo(2);
    }

    @Test
    void keepsThatNothingWasFoundAndWhenToLookAgain() {
        assertThat(tracing.look(Findings.byRole())).isTrue();

        assertThat(store.finding.knowledge().session().result()).isEqualTo(Result.NOT_FOUND);
        assertThat(store.finding.history()).isEqualTo(Findings.byRole().history());
        assertThat(store.againAt).isEqualTo(NOW.plusSeconds(300));
        assertThat(count("not_found")).isEqualTo(1);
    }

    @Test
    void spendsNothingOnWhatHasTurnedOutMilder() {
        Finding milder = Findings.byRole()
                .assessed(Severity.LOW, List.of(), List.of(), Findings.byRole().history());

        assertThat(tracing.look(milder)).isTrue();

        assertThat(history.asked).isEmpty();
        assertThat(store.lessons).isEqualTo(1);
        assertThat(store.againAt).isNull();
        assertThat(store.finding).isEqualTo(Findings.byRole());
    }

    @Test
    void keepsNothingWhenTheProcessStops() {
        history.failing.put("us-east-1", new SessionHistory.Stopped());

        assertThat(tracing.look(Findings.byRole())).isFalse();
        assertThat(store.lessons).isZero();
    }

    @Test
    void makesAFaultOfItsOwnAResultAndNotAnEnd() {
        history.breaks = true;

        assertThat(tracing.look(Findings.byRole())).isTrue();
        assertThat(store.finding.knowledge().session().result()).isEqualTo(Result.FAILED);
        assertThat(store.againAt).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void hasEverySeriesFromTheStart() {
        for (String result : List.of("traced", "incomplete", "not_found", "out_of_window", "denied", "failed")) {
            assertThat(count(result)).as(result).isZero();
        }
    }

    private void issue() {
        history.issued(
                "us-east-1",
                Findings.KEY,
                TestingSessionHistory.record(
                        "a1",
                        "sts.amazonaws.com",
                        "AssumeRole",
                        Findings.NOON.minusSeconds(60),
                        TestingSessionHistory.identity("Root", null)));
    }

    private double count(String result) {
        return registry.get("tamperwatch.session.traces")
                .tag("result", result)
                .counter()
                .count();
    }
}
