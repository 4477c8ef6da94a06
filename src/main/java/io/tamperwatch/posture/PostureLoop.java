package io.tamperwatch.posture;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.inventory.CertificateOwners;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Workers;
import io.tamperwatch.posture.PostureMeters.Result;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.series.Families;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at each account when its turn has come, keeps what the checks say and tells what has changed. */
@ApplicationScoped
class PostureLoop implements Posture {

    private static final Logger LOG = Logger.getLogger(PostureLoop.class);
    private static final Duration TICK = Duration.ofSeconds(10);

    /** Accounts looked at at once: policies of one fill some megabytes. */
    private static final int AT_ONCE = 4;

    private final AccountReader reader;
    private final PostureSettings settings;
    private final PostureStore store;
    private final Shares shares;
    private final Jobs jobs;
    private final PostureTimetable timetable;
    private final Examination examination;
    private final PostureMeters meters;
    private final Workers workers = new Workers(LOG, "the posture loop", AT_ONCE);

    PostureLoop(
            AccountReader reader,
            PostureConfig config,
            PostureStore store,
            CertificateOwners owners,
            Shares shares,
            Jobs jobs,
            Families families,
            Clock clock) {
        this.reader = reader;
        this.settings = PostureSettings.of(config);
        this.store = store;
        this.shares = shares;
        this.jobs = jobs;
        this.timetable = new PostureTimetable(settings.every(), store, clock);
        this.examination = new Examination(reader, settings, owners::of, clock);
        this.meters = new PostureMeters(families, reader.accounts());
    }

    @Override
    public List<PostureState> states(@Nullable String account) {
        List<String> accounts = reader.accounts();
        return store.states(account).stream()
                .filter(state -> accounts.contains(state.account()))
                .filter(state -> PostureChecks.byId(state.check()).isPresent())
                .toList();
    }

    @Override
    public List<String> accounts() {
        return reader.accounts();
    }

    void start(@Observes StartupEvent event) {
        jobs.every("posture", TICK, () -> workers.begin(this::tick));
    }

    void stop(@Observes ShutdownEvent event) {
        workers.stop();
    }

    private void tick() {
        try {
            meters.accounts(reader.accounts());
            meters.refresh(store);
            reader.accounts().stream()
                    .filter(this::isDue)
                    .forEach(account -> workers.once(account, () -> examine(account)));
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "posture waits, store unavailable");
        }
    }

    private boolean isDue(String account) {
        return shares.has(account) && timetable.isDue(account);
    }

    private void examine(String account) throws InterruptedException {
        try {
            keep(account, examination.of(account));
        } catch (StoreUnavailable e) {
            meters.examined(account, Result.FAILED);
            LOG.debugf(e, "posture not kept, store unavailable account=%s", account);
        }
    }

    private void keep(String account, List<Judged> judged) {
        PostureLog.tell(store.keep(judged));
        timetable.examined(account);
        boolean complete = judged.stream().noneMatch(each -> each.verdict().status() == Status.UNKNOWN);
        meters.examined(account, complete ? Result.COMPLETE : Result.PARTIAL);
        meters.refresh(store);
    }
}
