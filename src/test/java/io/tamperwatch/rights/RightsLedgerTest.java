package io.tamperwatch.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.emulator.TestingClock;
import io.tamperwatch.rights.Grant.State;
import io.tamperwatch.rights.Rights.AccountRights;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.setting.InvalidSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RightsLedgerTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestingClock clock = new TestingClock(NOW);
    private final RightsLedger ledger = new RightsLedger(clock);

    @Test
    void knowsNothingUntilAwsHasAnswered() {
        assertThat(ledger.of("prod"))
                .hasSize(Permission.values().length)
                .allSatisfy(grant -> assertThat(grant.state()).isEqualTo(State.UNKNOWN));
        assertThat(ledger.isStale("prod", Permission.GET_ROLE, HOUR)).isTrue();
    }

    @Test
    void keepsTheNewestAnswerOfEachAccount() {
        ledger.answered("prod", "iam:GetRole", false);
        ledger.answered("test", "iam:GetRole", true);
        ledger.answered("prod", "iam:CreateUser", false);
        clock.advance(Duration.ofMinutes(59));
        assertThat(ledger.isStale("prod", Permission.GET_ROLE, HOUR)).isFalse();

        assertThat(rights("prod").missing()).containsExactly(Permission.GET_ROLE);
        assertThat(rights("test").missing()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(ledger.isStale("prod", Permission.GET_ROLE, HOUR)).isTrue();
        ledger.answered("prod", "iam:GetRole", true);
        assertThat(ledger.of("prod")).contains(new Grant(Permission.GET_ROLE, State.GRANTED, NOW.plus(HOUR)));
        assertThat(rights("prod").missing()).isEmpty();
    }

    @Test
    void tellsTheLogWhatHasChangedAndNothingTwice() {
        RightsNews news = new RightsNews();

        assertThat(news.tell(rights("prod"))).isFalse();
        ledger.answered("prod", "iam:GetRole", false);
        assertThat(news.tell(rights("prod"))).isTrue();
        assertThat(news.tell(rights("prod"))).isFalse();
        ledger.answered("prod", "iam:ListRoles", false);
        assertThat(news.tell(rights("prod"))).isTrue();
        ledger.answered("prod", "iam:GetRole", true);
        ledger.answered("prod", "iam:ListRoles", true);
        assertThat(news.tell(rights("prod"))).isTrue();
        assertThat(news.tell(rights("prod"))).isFalse();
    }

    @Test
    void countsWhatIsMissingFromTheFirstScrapeOn() {
        var families = new TestingFamilies();
        RightsMeters meters = new RightsMeters(families, List.of("prod"));
        assertThat(families.scrape("tamperwatch_rights_missing"))
                .isEqualTo(Map.of(missing("detect"), 0.0, missing("explain"), 0.0, missing("posture"), 0.0));

        ledger.answered("prod", "iam:GetRole", false);
        ledger.answered("prod", "iam:ListRoles", false);
        meters.show(rights("prod"));

        assertThat(families.value(missing("explain"))).isEqualTo(2);
        meters.accounts(List.of());
        assertThat(families.value(missing("explain"))).isZero();
    }

    private static String missing(String capability) {
        return "tamperwatch_rights_missing{account=\"prod\",capability=\"%s\"}".formatted(capability);
    }

    @Test
    void settingsAreChecked() {
        assertThat(RightsSettings.of(() -> "1h").every()).contains(HOUR);
        assertThat(RightsSettings.of(() -> "off").every()).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> RightsSettings.of(() -> "1s"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("tamperwatch.rights.every = \"1s\" is not valid: a duration from 5m to 7d is allowed, for"
                        + " example 90s, 5m, 2h or 7d");
    }

    private AccountRights rights(String account) {
        return new AccountRights(account, ledger.of(account));
    }
}
