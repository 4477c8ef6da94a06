package io.tamperwatch.inventory;

import java.util.Locale;

/** The parts of a snapshot; each can be readable or not. */
enum Part {
    CERTIFICATES,
    OIDC_PROVIDERS,
    SAML_PROVIDERS,
    ROLES;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
