package io.tamperwatch.rights;

import io.tamperwatch.rights.Grant.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What AWS has said of the permissions of this process, newest answer for each. Starts empty with the process. */
@Singleton
final class RightsLedger implements RightsObserver {

    private record Key(String account, Permission permission) {}

    private final Map<Key, Grant> grants = new ConcurrentHashMap<>();
    private final Clock clock;

    RightsLedger(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void answered(String account, String action, boolean allowed) {
        Permission.of(action)
                .ifPresent(permission -> grants.put(
                        new Key(account, permission),
                        new Grant(permission, allowed ? State.GRANTED : State.MISSING, clock.instant())));
    }

    /** Every permission, in order. */
    List<Grant> of(String account) {
        return Arrays.stream(Permission.values())
                .map(permission ->
                        grants.getOrDefault(new Key(account, permission), new Grant(permission, State.UNKNOWN, null)))
                .toList();
    }

    /** Whether nothing has been heard of it for so long. */
    boolean isStale(String account, Permission permission, Duration after) {
        Grant grant = grants.get(new Key(account, permission));
        return grant == null
                || grant.at() == null
                || !clock.instant().isBefore(grant.at().plus(after));
    }
}
