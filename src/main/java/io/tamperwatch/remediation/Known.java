package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was last seen of a thing before an event took it away or changed it. */
public sealed interface Known {

    /** When it was seen to be so. */
    Instant seenAt();

    /**
     * A signing certificate of a user.
     *
     * @param body PEM text
     * @param status {@code Active}, {@code Inactive} or {@code Expired}
     */
    record Certificate(String body, String status, Instant seenAt) implements Known {}

    /**
     * An OpenID Connect provider.
     *
     * @param url beginning with {@code https://}
     * @param tags as IAM lists them, each with {@code Key} and {@code Value}; null when they were not read
     */
    record OidcProvider(
            String url,
            List<String> clientIds,
            List<String> thumbprints,
            @Nullable JsonNode tags,
            Instant seenAt) implements Known {

        public OidcProvider {
            clientIds = List.copyOf(clientIds);
            thumbprints = List.copyOf(thumbprints);
        }
    }

    /**
     * A SAML provider.
     *
     * @param document its metadata
     * @param tags as IAM lists them; null when they were not read
     */
    record SamlProvider(String document, @Nullable JsonNode tags, Instant seenAt) implements Known {}
}
