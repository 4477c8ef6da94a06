package io.tamperwatch.setting;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How users reach this service's pages, for links that are read somewhere else: in alerts, exports and webhooks.
 *
 * @param base without a slash at its end; empty when nobody has said
 */
public record ExternalUrl(Optional<URI> base) {

    public static final String KEY = "tamperwatch.external-url";

    /** Nobody has said: nothing is linked. */
    public static final ExternalUrl UNKNOWN = new ExternalUrl(Optional.empty());

    /** @throws InvalidSetting when it is no address that a path can be put behind */
    public static ExternalUrl of(Optional<String> text) {
        return new ExternalUrl(text.map(url -> withoutLastSlash(Setting.httpUrl(KEY, url))));
    }

    private static URI withoutLastSlash(URI url) {
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    /**
     * The page about a finding.
     *
     * @param id the finding's id
     */
    public Optional<URI> finding(String id) {
        // An id has only letters, digits, - and _; should that change, it still is one segment.
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return base.map(url -> URI.create(url + "/findings/" + segment));
    }
}
