package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.series.TestingFamilies;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostureMetersTest {

    private static final int CHECKS = PostureChecks.all().size();

    private final TestingFamilies families = new TestingFamilies();
    private final TestingPostureStore store = new TestingPostureStore();

    @Test
    void everySeriesIsThereAtZeroBeforeAnythingWasLookedAt() {
        new PostureMeters(families, List.of("prod", "test")).refresh(store);

        assertThat(families.scrape("tamperwatch_posture_failing"))
                .hasSize(2 * CHECKS)
                .allSatisfy((series, value) -> assertThat(value).isZero());
        assertThat(families.scrape("tamperwatch_posture_unknown")).hasSize(2 * CHECKS);
        assertThat(families.scrape("tamperwatch_posture_examinations"))
                .hasSize(6)
                .containsEntry("tamperwatch_posture_examinations{account=\"test\",result=\"partial\"}", 0.0);
        assertThat(families.scrape("tamperwatch_posture_checked_timestamp_seconds"))
                .isEqualTo(Map.of(checkedAt("prod"), 0.0, checkedAt("test"), 0.0));
    }

    @Test
    void followsTheStore() {
        PostureMeters meters = new PostureMeters(families, List.of("prod"));
        Offender offender = new Offender("user", "a", "why");
        store.keep(List.of(
                new Judged("prod", "user-mfa", Accounts.NOW, new Verdict.Fail("x", List.of(offender, offender))),
                new Judged("prod", "root-mfa", Accounts.NOW, Verdict.Unknown.refused("iam:GetAccountSummary"))));

        meters.refresh(store);

        assertThat(value("failing", "user-mfa")).isEqualTo(2);
        assertThat(value("failing", "root-mfa")).isZero();
        assertThat(value("unknown", "root-mfa")).isOne();
        assertThat(families.value(checkedAt("prod"))).isEqualTo(Accounts.NOW.getEpochSecond());
        store.keep(List.of(new Judged("prod", "user-mfa", Accounts.NOW, new Verdict.Pass("x"))));
        meters.refresh(store);
        assertThat(value("failing", "user-mfa")).isZero();
    }

    @Test
    void anAccountThatHasGoneHasNothingThatFails() {
        PostureMeters meters = new PostureMeters(families, List.of("prod"));
        store.keep(List.of(new Judged(
                "prod", "user-mfa", Accounts.NOW, new Verdict.Fail("x", List.of(new Offender("user", "a", "why"))))));
        meters.accounts(List.of());

        meters.refresh(store);

        assertThat(value("failing", "user-mfa")).isZero();
    }

    @Test
    void hasNoAccountLabelWhereThatWouldBeTooMuch() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "a" + i).toList();

        PostureMeters meters = new PostureMeters(families, many);
        Offender offender = new Offender("user", "a", "why");
        store.keep(List.of(
                new Judged("a1", "user-mfa", Accounts.NOW, new Verdict.Fail("x", List.of(offender))),
                new Judged("a2", "user-mfa", Accounts.NOW, new Verdict.Fail("x", List.of(offender)))));
        meters.refresh(store);

        assertThat(families.scrape("tamperwatch_posture_failing"))
                .hasSize(CHECKS)
                .containsEntry("tamperwatch_posture_failing{check=\"user-mfa\"}", 2.0);
    }

    private double value(String gauge, String check) {
        return families.value("tamperwatch_posture_%s{account=\"prod\",check=\"%s\"}".formatted(gauge, check));
    }

    private static String checkedAt(String account) {
        return "tamperwatch_posture_checked_timestamp_seconds{account=\"%s\"}".formatted(account);
    }
}
