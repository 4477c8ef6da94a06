package io.tamperwatch.rights;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Workers;
import io.tamperwatch.series.Families;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Asks about permissions of which nothing was heard for a while, and tells what is missing when that changes. */
@ApplicationScoped
class RightsLoop implements Rights {

    private static final Logger LOG = Logger.getLogger(RightsLoop.class);
    private static final Duration TICK = Duration.ofSeconds(15);
    private static final int ACCOUNTS_AT_ONCE = 32;

    /** IAM throttles for the whole account: a check must not come as a burst. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(500);

    private final RightsProbe probe;
    private final RightsLedger ledger;
    private final RightsSettings settings;
    private final Jobs jobs;
    private final RightsNews news;
    private final RightsMeters meters;
    private final Workers workers = new Workers(LOG, "the rights check", ACCOUNTS_AT_ONCE);

    RightsLoop(RightsProbe probe, RightsLedger ledger, RightsConfig config, Jobs jobs, Families families) {
        this.probe = probe;
        this.ledger = ledger;
        this.settings = RightsSettings.of(config);
        this.jobs = jobs;
        this.news = new RightsNews();
        this.meters = new RightsMeters(families, probe.accounts());
    }

    @Override
    public List<AccountRights> all() {
        return probe.accounts().stream().sorted().map(this::rights).toList();
    }

    void start(@Observes StartupEvent event) {
        jobs.every("rights", TICK, () -> workers.begin(this::tick));
    }

    void stop(@Observes ShutdownEvent event) {
        workers.stop();
    }

    /** Every account by itself, so that one which does not answer holds up no other. */
    private void tick() {
        List<String> accounts = probe.accounts();
        meters.accounts(Set.copyOf(accounts));
        accounts.forEach(account -> workers.once(account, () -> check(account)));
    }

    private void check(String account) throws InterruptedException {
        ask(account);
        AccountRights rights = rights(account);
        meters.show(rights);
        news.tell(rights);
    }

    private void ask(String account) throws InterruptedException {
        if (settings.every().isEmpty()) {
            return;
        }
        for (Permission permission : Permission.values()) {
            if (permission.tier() != Tier.DETECT
                    && ledger.isStale(account, permission, settings.every().get())) {
                probe.probe(account, permission);
                Thread.sleep(BETWEEN_CALLS);
            }
        }
    }

    private AccountRights rights(String account) {
        return new AccountRights(account, ledger.of(account));
    }
}
