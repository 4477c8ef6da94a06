package io.tamperwatch.emulator;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which access key belongs to whom. Secrets are not kept: signatures are not verified. */
public final class AccessKeys {

    private record Grant(
            Caller caller,
            @Nullable String sessionToken,
            @Nullable Instant expires) {}

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    AccessKeys() {}

    /** The caller's key is good until it is revoked. */
    public void add(Caller caller) {
        grants.put(caller.accessKeyId(), new Grant(caller, null, null));
    }

    /** Temporary credentials; the session token has to come with the key. */
    void add(Caller caller, String sessionToken, Instant expires) {
        grants.put(caller.accessKeyId(), new Grant(caller, sessionToken, expires));
        if (grants.size() > 10_000) {
            grants.values()
                    .removeIf(grant -> grant.expires != null && grant.expires.isBefore(expires.minusSeconds(86_400)));
        }
    }

    /** The key is unknown from now on. */
    public void revoke(String accessKeyId) {
        grants.remove(accessKeyId);
    }

    /** The account a key belongs to; null for an unknown one. */
    @Nullable
    String account(@Nullable String accessKeyId) {
        Grant grant = accessKeyId == null ? null : grants.get(accessKeyId);
        return grant == null ? null : grant.caller.account().id();
    }

    /** @throws ServiceError when the key is unknown, incomplete or has expired */
    Caller caller(@Nullable String accessKeyId, @Nullable String sessionToken, Instant now) {
        if (accessKeyId == null) {
            throw new ServiceError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Grant grant = grants.get(accessKeyId);
        if (grant == null || (grant.sessionToken != null && !grant.sessionToken.equals(sessionToken))) {
            throw new ServiceError(
                    403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        if (grant.expires != null && !now.isBefore(grant.expires)) {
            throw expired();
        }
        return grant.caller;
    }

    static ServiceError expired() {
        return new ServiceError(403, "ExpiredToken", "The security token included in the request is expired");
    }
}
