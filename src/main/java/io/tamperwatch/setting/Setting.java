package io.tamperwatch.setting;

import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Turns the text of a setting into what it means, or refuses it. */
public final class Setting {

    private static final Set<String> HTTP = Set.of("http", "https");

    private Setting() {}

    /**
     * A duration such as {@code 60s}, {@code 2h}, {@code 7d} or ISO-8601's {@code PT5M}.
     *
     * @throws InvalidSetting when the text is no duration or lies outside the bounds, which are inclusive
     */
    public static Duration duration(String key, String text, Duration least, Duration most) {
        String allowed = "a duration from %s to %s is allowed, for example 90s, 5m, 2h or 7d"
                .formatted(inWords(least), inWords(most));
        Duration duration;
        try {
            duration = DurationConverter.parseDuration(text.strip());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new InvalidSetting(key, text, allowed);
        }
        if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new InvalidSetting(key, text, allowed);
        }
        return duration;
    }

    /**
     * A decimal number.
     *
     * @throws InvalidSetting when the text is no number or lies outside the bounds, which are inclusive
     */
    public static double decimal(String key, String text, double least, double most) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for everything that is not allowed.
        }
        throw new InvalidSetting(key, text, "a number from %s to %s is allowed".formatted(plain(least), plain(most)));
    }

    /**
     * A whole number; {@code 20.0} is one too.
     *
     * @throws InvalidSetting when the text is none or lies outside the bounds, which are inclusive
     */
    public static int whole(String key, String text, int least, int most) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value == Math.rint(value) && value >= least && value <= most) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for everything that is not allowed.
        }
        throw new InvalidSetting(key, text, "a whole number from %d to %d is allowed".formatted(least, most));
    }

    /**
     * The address of something that answers HTTP, to put a path behind.
     *
     * @throws InvalidSetting when it is not one, or has a query, a fragment or credentials in it; these may be secret, so
     *     the refusal does not repeat them
     */
    public static URI httpUrl(String key, String text) {
        String allowed = "an http or https URL without credentials, query and fragment is allowed, for example"
                + " https://tamperwatch.example.com";
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new InvalidSetting(key, withoutCredentials(text), allowed);
        }
        boolean plain = url.getScheme() != null
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!plain || !HTTP.contains(url.getScheme().toLowerCase(Locale.ROOT))) {
            throw new InvalidSetting(key, withoutCredentials(text), allowed);
        }
        return url;
    }

    private static String withoutCredentials(String url) {
        return url.replaceFirst("//.*@", "//…@").replaceFirst("\\?.*", "?…");
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The shortest form that a setting would accept again. */
    private static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
