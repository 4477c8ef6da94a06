package io.tamperwatch.inventory;

import java.util.Locale;

/** What kinds of things are kept in the inventory. */
public enum Kind {
    SIGNING_CERTIFICATE,
    OIDC_PROVIDER,
    SAML_PROVIDER,
    ROLE;

    /** What a thing of this kind is called in the store's notes. */
    String subject(String key) {
        return label() + "/" + key;
    }

    /** The word the store and the metrics use; never changes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
