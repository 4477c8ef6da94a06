package io.tamperwatch.alert;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.setting.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Alertmanagers are told of which findings.
 *
 * @param urls each gets every alert; empty when none is configured
 * @param every time from one sending of all alerts to the next
 * @param mostPerGroup open findings of one detection, severity and account that have an alert each
 * @param authorization the header's value; a secret
 * @param caFile certificates to trust instead of the platform's
 */
record AlertmanagerSettings(
        List<URI> urls,
        Set<Severity> severities,
        Duration every,
        int mostPerGroup,
        @Nullable String authorization,
        @Nullable Path caFile) {

    static final String PREFIX = "tamperwatch.alertmanager.";
    static final String SEVERITIES = "critical,high,medium";
    static final String EVERY = "60s";
    static final String MOST_PER_GROUP = "20";

    /** An alert that is not sent again is over for Alertmanager only then: a restart in between ends nothing. */
    private static final Duration LEAST_LIFE = Duration.ofMinutes(15);

    AlertmanagerSettings {
        urls = List.copyOf(urls);
        severities = Set.copyOf(severities);
    }

    /** @throws InvalidSetting for a value that cannot be meant */
    static AlertmanagerSettings of(AlertmanagerConfig config) {
        return new AlertmanagerSettings(
                words(config.urls().orElse("")).stream()
                        .map(url -> Setting.httpUrl(PREFIX + "urls", url))
                        .toList(),
                severities(config.severities()),
                Setting.duration(PREFIX + "every", config.every(), Duration.ofSeconds(5), Duration.ofMinutes(5)),
                Setting.whole(PREFIX + "most-per-group", config.mostPerGroup(), 1, FindingQuery.MAX_LIMIT),
                authorization(config),
                TrustedAuthorities.file(PREFIX + "ca-file", config.caFile()));
    }

    private static Set<Severity> severities(String given) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        for (String word : words(given)) {
            severities.add(Arrays.stream(Severity.values())
                    .filter(severity -> severity.label().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new InvalidSetting(
                            PREFIX + "severities",
                            given,
                            "critical, high, medium, low and info are allowed, separated by commas")));
        }
        return severities;
    }

    private static @Nullable String authorization(AlertmanagerConfig config) {
        Optional<String> token = config.bearerToken();
        Optional<String> username = config.username();
        if (token.isPresent() && username.isPresent()) {
            throw new InvalidSetting(
                    PREFIX + "username", username.get(), "either a user name with a password or a bearer token");
        }
        if (username.isPresent() != config.password().isPresent()) {
            throw new InvalidSetting(
                    PREFIX + "username", username.orElse(""), "a user name goes with " + PREFIX + "password");
        }
        token.ifPresent(text -> checkHeader(PREFIX + "bearer-token", text));
        return token.map(text -> "Bearer " + text)
                .or(() -> username.map(name -> basic(name, config.password().orElseThrow())))
                .orElse(null);
    }

    private static void checkHeader(String key, String secret) {
        if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new InvalidSetting(key, "(not shown)", "visible ASCII characters without spaces are allowed");
        }
    }

    private static String basic(String username, String password) {
        byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty() || !list.isBlank())
                .distinct()
                .toList();
    }

    boolean isUsed() {
        return !urls.isEmpty();
    }

    /** How long an alert lives that is not sent again. */
    Duration life() {
        Duration four = every.multipliedBy(4);
        return four.compareTo(LEAST_LIFE) > 0 ? four : LEAST_LIFE;
    }

    /** Never the authorization. */
    @Override
    public String toString() {
        return "AlertmanagerSettings[urls=" + urls + "]";
    }
}
