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

/** The accounts there are, and who they turn out to be. */
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
    }

    @Override
    public List<WatchedAccount> all() {
        AccountBook book = clients.book();
        return book.all().stream().map(entry -> watched(book, entry)).toList();
    }

    private static WatchedAccount watched(AccountBook book, AccountBook.Entry entry) {
        AccountSettings account = entry.settings();
        return new WatchedAccount(
                account.name(),
                account.partition().homeRegion(),
                book.regions(account),
                book.formerRegions(account),
                entry.ended(),
                book.note(account));
    }

    @Override
    public Optional<String> accountId(String account) {
        AccountSettings.Role role =
                clients.book().find(account).map(AccountSettings::role).orElse(null);
        if (role != null) {
            return Optional.of(role.accountId());
        }
        if (!known.containsKey(account) && !clock.instant().isBefore(notBefore.getOrDefault(account, Instant.MIN))) {
            ask(account);
        }
        return Optional.ofNullable(known.get(account));
    }

    private void ask(String account) {
        try {
            String id = clients.callerAccountId(account);
            known.put(account, id);
            clients.book().isKnown(account, id);
        } catch (SdkException e) {
            // Event history can be read without knowing; records name their account themselves.
            notBefore.put(account, clock.instant().plus(ASK_AGAIN_AFTER));
            LOG.infof(
                    "account id not known yet, asking again in %s account=%s reason=%s",
                    ASK_AGAIN_AFTER, account, e.getClass().getSimpleName());
        }
    }
}
