package io.tamperwatch.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing in an account's IAM, as AWS showed it. */
public sealed interface Held {

    Kind kind();

    /** What it is known by: no other of its kind in the account has the same. */
    String key();

    /**
     * A user's X.509 signing certificate.
     *
     * @param body PEM text; public, a certificate holds no private key
     * @param status {@code Active}, {@code Inactive} or {@code Expired}
     */
    record Certificate(
            String id,
            String userName,
            String body,
            String status,
            @Nullable Instant uploadedAt) implements Held {

        private static final String ACTIVE = "Active";

        @Override
        public Kind kind() {
            return Kind.SIGNING_CERTIFICATE;
        }

        @Override
        public String key() {
            return id;
        }

        public boolean inForce() {
            return status.equals(ACTIVE);
        }
    }

    /**
     * An OpenID Connect identity provider.
     *
     * @param url without {@code https://}, as IAM gives it
     */
    record OidcProvider(
            String arn,
            String url,
            List<String> clientIds,
            List<String> thumbprints,
            Map<String, String> tags,
            @Nullable Instant createdAt)
            implements Held {

        public OidcProvider {
            clientIds = List.copyOf(clientIds);
            thumbprints = List.copyOf(thumbprints);
            tags = new TreeMap<>(tags);
        }

        @Override
        public Kind kind() {
            return Kind.OIDC_PROVIDER;
        }

        @Override
        public String key() {
            return arn;
        }
    }

    /**
     * A SAML identity provider.
     *
     * @param document its metadata, XML
     */
    record SamlProvider(
            String arn,
            String document,
            Map<String, String> tags,
            @Nullable Instant createdAt) implements Held {

        public SamlProvider {
            tags = new TreeMap<>(tags);
        }

        @Override
        public Kind kind() {
            return Kind.SAML_PROVIDER;
        }

        @Override
        public String key() {
            return arn;
        }
    }

    /**
     * A role and whom it trusts.
     *
     * @param trust its trust policy, as AWS gave it
     * @param lastUsed null when AWS did not say; it is not part of what makes a role another one
     */
    record Role(
            String arn, String name, String trust, @Nullable Use lastUsed) implements Held {

        @Override
        public Kind kind() {
            return Kind.ROLE;
        }

        @Override
        public String key() {
            return arn;
        }
    }

    /**
     * When a role was last used, within the 400 days IAM remembers.
     *
     * @param at null when it was not used in that time
     * @param region where it was used
     */
    record Use(@Nullable Instant at, @Nullable String region) {}
}
