package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostureMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestingPostureStore store = new TestingPostureStore();

    @Test
    void everySeriesIsThereAtZeroBeforeAnythingWasLookedAt() {
        new PostureMeters(registry, List.of("prod", "test")).refresh(store);

        assertThat(registry.find("tamperwatch.posture.failing").gauges())
                .hasSize(2 * PostureChecks.all().size())
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
        assertThat(registry.find("tamperwatch.posture.examinations").counters()).hasSize(6);
        assertThat(registry.get("tamperwatch.posture.checked.timestamp.seconds")
                        .tag("account", "prod")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void followsTheStore() {
        PostureMeters meters = new PostureMeters(registry, List.of("prod"));
        Offender offender = new Offender("user", "a", "why");
        store.keep(List.of(
                new Judged("prod", "user-mfa", Accounts.NOW, new Verdict.Fail("x", List.of(offender, offender))),
                new Judged("prod", "root-mfa", Accounts.NOW, Verdict.Unknown.refused("iam:GetAccountSummary"))));

        meters.refresh(store);

        assertThat(value("failing", "user-mfa")).isEqualTo(2);
        assertThat(value("failing", "root-mfa")).isZero();
        assertThat(value("unknown", "root-mfa")).isOne();
        store.keep(List.of(new Judged("prod", "user-mfa", Accounts.NOW, new Verdict.Pass("x"))));
        meters.refresh(store);
        assertThat(value("failing", "user-mfa")).isZero();
    }

    @Test
    void hasNoAccountLabelWhereThatWouldBeTooMuch() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "a" + i).toList();

        new PostureMeters(registry, many);

        assertThat(registry.find("tamperwatch.posture.failing").gauges())
                .hasSize(PostureChecks.all().size());
    }

    private double value(String gauge, String check) {
        return registry.get("tamperwatch.posture." + gauge)
                .tag("check", check)
                .tag("account", "prod")
                .gauge()
                .value();
    }
}
