package io.tamperwatch.aws;

import io.tamperwatch.watch.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** The configured accounts, and who they turn out to be. */
@ApplicationScoped
class AwsAccounts implements Accounts {

    private static final Logger LOG = Logger.getLogger(AwsAccounts.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(5);

    private final AwsClients clients;
    private final Clock clock;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    AwsAccounts(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        for (AccountSettings account : clients.accounts()) {
            AccountSettings.Role role = account.role();
            if (role != null) {
                known.put(account.name(), role.accountId());
            }
        }
    }

    @Override
    public List<WatchedAccount> all() {
        return clients.accounts().stream()
                .map(account ->
                        new WatchedAccount(account.name(), account.partition().homeRegion(), account.regions()))
                .toList();
    }

    @Override
    public Optional<String> accountId(String account) {
        if (!known.containsKey(account) && !clock.instant().isBefore(notBefore.getOrDefault(account, Instant.MIN))) {
            ask(account);
        }
        return Optional.ofNullable(known.get(account));
    }

    private void ask(String account) {
        try {
            known.put(account, clients.callerAccountId(account));
        } catch (SdkException e) {
            // Event history can be read without knowing; records name their account themselves.
            notBefore.put(account, clock.instant().plus(ASK_AGAIN_AFTER));
            LOG.infof(
                    "account id not known yet, asking again in %s account=%s reason=%s",
                    ASK_AGAIN_AFTER, account, e.getClass().getSimpleName());
        }
    }
}
