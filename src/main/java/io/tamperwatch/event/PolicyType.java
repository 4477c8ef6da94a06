package io.tamperwatch.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of policy AWS names as having decided against a call. */
public enum PolicyType {
    IDENTITY_BASED,
    RESOURCE_BASED,
    PERMISSIONS_BOUNDARY,
    SERVICE_CONTROL,
    RESOURCE_CONTROL,
    SESSION,
    VPC_ENDPOINT,
    ROLE_TRUST;

    /** The word used in the API. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As refusals spell it, for example {@code service control policy}. */
    String words() {
        return switch (this) {
            case IDENTITY_BASED -> "identity-based policy";
            case RESOURCE_BASED -> "resource-based policy";
            case PERMISSIONS_BOUNDARY -> "permissions boundary";
            case SERVICE_CONTROL -> "service control policy";
            case RESOURCE_CONTROL -> "resource control policy";
            case SESSION -> "session policy";
            case VPC_ENDPOINT -> "VPC endpoint policy";
            case ROLE_TRUST -> "role trust policy";
        };
    }
}
