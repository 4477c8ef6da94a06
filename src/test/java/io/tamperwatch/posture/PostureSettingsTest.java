package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostureSettingsTest {

    @Test
    void readsWhatIsWritten() {
        assertThat(PostureSettings.of(new Written("6h", "90d", "45d", "90d", "14")))
                .isEqualTo(PostureSettings.DEFAULT);
        assertThat(PostureSettings.of(new Written("off", "90d", "45d", "90d", "14"))
                        .every())
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1s  | 90d | 45d | 90d | 14  | tamperwatch.posture.every = "1s" is not valid: a duration from 1m to 7d is allowed, for example 90s, 5m, 2h or 7d
        6h  | 1h  | 45d | 90d | 14  | tamperwatch.posture.access-key-max-age = "1h" is not valid: a duration from 1d to 3650d is allowed, for example 90s, 5m, 2h or 7d
        6h  | 90d | x   | 90d | 14  | tamperwatch.posture.unused-after = "x" is not valid: a duration from 1d to 3650d is allowed, for example 90s, 5m, 2h or 7d
        6h  | 90d | 45d | -1d | 14  | tamperwatch.posture.password-max-age = "-1d" is not valid: a duration from 1d to 3650d is allowed, for example 90s, 5m, 2h or 7d
        6h  | 90d | 45d | 90d | 5   | tamperwatch.posture.password-min-length = "5" is not valid: a whole number from 6 to 128 is allowed
        6h  | 90d | 45d | 90d | 9.5 | tamperwatch.posture.password-min-length = "9.5" is not valid: a whole number from 6 to 128 is allowed
        """)
    void refusesWhatCannotBeMeant(
            String every, String keyAge, String unused, String passwordAge, String length, String message) {
        assertThatThrownBy(() -> PostureSettings.of(new Written(every, keyAge, unused, passwordAge, length)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message);
    }

    private record Written(
            String every, String accessKeyMaxAge, String unusedAfter, String passwordMaxAge, String passwordMinLength)
            implements PostureConfig {}
}
