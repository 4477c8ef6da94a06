package io.tamperwatch.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @CsvSource({"60s,60", "5m,300", "2h,7200", "1d,86400", "PT1M30S,90", "90,90", "' 60s ',60"})
    void readsDurationsAsOperatorsWriteThem(String text, long seconds) {
        assertThat(Setting.duration("key", text, Duration.ZERO, DAY)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5s", "PT-5S", "25h", "", "soon", "1e9", "999999999999999999d"})
    void refusesOtherDurationsWithKeyValueAndWhatIsAllowed(String text) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Setting.duration("tamperwatch.poll.every", text, Duration.ofSeconds(1), DAY))
                .withMessage("tamperwatch.poll.every = \"" + text + "\" is not valid:"
                        + " a duration from 1s to 1d is allowed, for example 90s, 5m, 2h or 7d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "NaN", "Infinity", "one", ""})
    void refusesNumbersOutOfBounds(String text) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Setting.decimal("tamperwatch.poll.budget", text, 0.01, 100))
                .withMessage("tamperwatch.poll.budget = \"" + text + "\" is not valid:"
                        + " a number from 0.01 to 100 is allowed");
    }

    @Test
    void readsWholeNumbers() {
        assertThat(Setting.whole("tamperwatch.alertmanager.most-per-group", " 20 ", 1, 500))
                .isEqualTo(20);
        assertThat(Setting.whole("tamperwatch.alertmanager.most-per-group", "500.0", 1, 500))
                .isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9", "0", "501", "-1", "NaN", "Infinity", "one", ""})
    void refusesWhatIsNoWholeNumberWithinBounds(String text) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Setting.whole("tamperwatch.alertmanager.most-per-group", text, 1, 500))
                .withMessage("tamperwatch.alertmanager.most-per-group = \"" + text + "\" is not valid:"
                        + " a whole number from 1 to 500 is allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,example.com",
        "ftp://example.com,ftp://example.com",
        "https:example.com,https:example.com",
        "//example.com,//example.com",
        "https://,https://",
        "https://example.com/#top,https://example.com/#top",
        "https://example.com/?token=hush,https://example.com/?…",
        "https://me:hush@example.com,https://…@example.com",
        "https://me:h^ush@example.com,https://…@example.com",
        "'',''"
    })
    void refusesWhatAPathCannotBePutBehindWithoutTellingSecrets(String text, String told) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Setting.httpUrl("tamperwatch.external-url", text))
                .withMessage("tamperwatch.external-url = \"" + told + "\" is not valid: an http or https URL without"
                        + " credentials, query and fragment is allowed, for example https://tamperwatch.example.com");
    }

    @Test
    void keepsARefusalOnOneLine() {
        assertThat(new InvalidSetting("key", "a\nb", "nothing").getMessage())
                .isEqualTo("key = \"a b\" is not valid: nothing");
    }
}
