package io.tamperwatch.alert;

import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.setting.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of every change of a finding.
 *
 * @param secret shared with the receiver, who checks signatures with it
 * @param caFile certificates to trust instead of the platform's
 */
record WebhookSettings(URI url, String secret, @Nullable Path caFile) {

    static final String URL = "tamperwatch.webhook.url";
    static final String CA_FILE = "tamperwatch.webhook.ca-file";
    static final String SECRET = "tamperwatch.webhook.secret";

    /** Characters below which a secret can be found out from one signature by trying. */
    private static final int SHORTEST_SECRET = 32;

    /** @throws InvalidSetting for a value that cannot be meant */
    static Optional<WebhookSettings> of(WebhookConfig config) {
        if (config.url().isEmpty()) {
            if (config.secret().isPresent()) {
                throw new InvalidSetting(SECRET, "(not shown)", "a secret goes with " + URL);
            }
            return Optional.empty();
        }
        String secret = config.secret().orElse("");
        if (secret.length() < SHORTEST_SECRET) {
            throw new InvalidSetting(
                    SECRET,
                    secret.isEmpty() ? "" : "(not shown)",
                    "at least " + SHORTEST_SECRET + " characters are needed, for example of: openssl rand -hex 32");
        }
        URI url = Setting.httpUrl(URL, config.url().get());
        return Optional.of(new WebhookSettings(url, secret, TrustedAuthorities.file(CA_FILE, config.caFile())));
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "WebhookSettings[url=" + url + "]";
    }
}
