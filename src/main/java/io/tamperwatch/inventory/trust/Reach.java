package io.tamperwatch.inventory.trust;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether tokens of a provider and client ID get a role, as far as its trust policy decides. */
public enum Reach {
    /** There are subjects whose tokens do. */
    ACCEPTS,
    /** It cannot be told from the policy. */
    MAY_ACCEPT,
    /** The policy trusts the provider, but no token for this client ID gets the role. */
    REFUSES,
    /** The policy does not trust the provider. */
    OUTSIDE;

    /** The word used in the API. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
