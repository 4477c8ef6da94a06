package io.tamperwatch.detect;

import io.tamperwatch.finding.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error code says about a call. Services spell the same refusal differently. */
public final class Outcomes {

    /** Refusals of the caller's permissions, without the {@code Client.} some services put before them. */
    private static final Set<String> DENIALS = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "UnauthorizedAccess",
            "UnauthorizedException",
            "UnauthorizedOperation");

    private Outcomes() {}

    public static Outcome of(@Nullable String errorCode) {
        if (errorCode == null || errorCode.isBlank()) {
            return Outcome.SUCCEEDED;
        }
        String code = errorCode.startsWith("Client.") ? errorCode.substring("Client.".length()) : errorCode;
        return DENIALS.contains(code) ? Outcome.DENIED : Outcome.FAILED;
    }
}
