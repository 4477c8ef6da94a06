package io.tamperwatch.posture;

import io.tamperwatch.setting.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * How often checks are made and where they draw the line.
 *
 * @param every time from one look at an account to the next; empty when no checks are made
 * @param accessKeyMaxAge from when on an access key is too old
 * @param unusedAfter from when on a password or an access key counts as unused
 * @param passwordMaxAge from when on a password is too old
 * @param passwordMinLength what the password policy has to ask for at least
 */
public record PostureSettings(
        Optional<Duration> every,
        Duration accessKeyMaxAge,
        Duration unusedAfter,
        Duration passwordMaxAge,
        int passwordMinLength) {

    /** How the product judges unless told otherwise: as the CIS AWS Foundations Benchmark does. */
    public static final PostureSettings DEFAULT = new PostureSettings(
            Optional.of(Duration.ofHours(6)), Duration.ofDays(90), Duration.ofDays(45), Duration.ofDays(90), 14);

    private static final String PREFIX = "tamperwatch.posture.";
    private static final String OFF = "off";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    static PostureSettings of(PostureConfig config) {
        return new PostureSettings(
                every(config.every()),
                age("access-key-max-age", config.accessKeyMaxAge()),
                age("unused-after", config.unusedAfter()),
                age("password-max-age", config.passwordMaxAge()),
                length(config.passwordMinLength()));
    }

    private static Optional<Duration> every(String text) {
        return text.strip().equals(OFF)
                ? Optional.empty()
                : Optional.of(Setting.duration(PREFIX + "every", text, Duration.ofMinutes(1), Duration.ofDays(7)));
    }

    private static Duration age(String key, String text) {
        return Setting.duration(PREFIX + key, text, DAY, TEN_YEARS);
    }

    private static int length(String text) {
        return Setting.whole(PREFIX + "password-min-length", text, 6, 128);
    }
}
