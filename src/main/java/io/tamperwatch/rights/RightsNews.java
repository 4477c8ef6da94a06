package io.tamperwatch.rights;

import io.tamperwatch.rights.Rights.AccountRights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells the log which permissions are missing: when that has changed, and never twice. */
final class RightsNews {

    private static final Logger LOG = Logger.getLogger(RightsNews.class);

    private final Map<String, List<Permission>> told = new ConcurrentHashMap<>();

    /** @return whether there was anything to tell */
    boolean tell(AccountRights rights) {
        List<Permission> missing = rights.missing();
        List<Permission> before = Objects.requireNonNullElse(told.put(rights.account(), missing), List.of());
        if (before.equals(missing)) {
            return false;
        }
        if (missing.isEmpty()) {
            LOG.infof("no permission is missing any more account=%s", rights.account());
            return true;
        }
        LOG.warnf(
                "permissions are missing, see /api/v1/rights account=%s missing=%s",
                rights.account(), actions(missing));
        return true;
    }

    private static String actions(List<Permission> permissions) {
        return permissions.stream().map(Permission::action).collect(Collectors.joining(","));
    }
}
