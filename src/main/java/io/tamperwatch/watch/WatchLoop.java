package io.tamperwatch.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.assess.Assessor;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.FindingLog;
import io.tamperwatch.finding.FindingMeters;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.finding.Suppressions;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.UploadedBodies;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Workers;
import io.tamperwatch.replica.Shares;
import io.tamperwatch.series.Families;
import io.tamperwatch.session.SessionHistory;
import io.tamperwatch.session.SessionTracing;
import io.tamperwatch.session.UploadTracing;
import io.tamperwatch.session.UseTracing;
import io.tamperwatch.setting.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Builds the watches and keeps them going: a poll of each in every interval, catching up in between. */
@ApplicationScoped
class WatchLoop implements Watches, Confirmations {

    private static final Logger LOG = Logger.getLogger(WatchLoop.class);

    /** A page of a busy account takes seconds, so one name after the other would leave most of the budget unused. */
    private static final int READINGS_IN_FLIGHT = 4;

    private static final int ACCOUNTS_TRACED_AT_ONCE = 4;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final Duration TRACE = Duration.ofSeconds(5);
    private static final Duration FINISH_A_PAGE = Duration.ofSeconds(3);
    private static final Duration ABANDON_A_PAGE = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final Catalogue catalogue;
    private final PollSettings settings;
    private final CheckpointStore checkpoints;
    private final EventIntake intake;
    private final Jobs jobs;
    private final Clock clock;
    private final WatchMeters meters;
    private final FindingMeters findingMeters;
    private final FindingLog findingLog = new FindingLog();
    private final Workers workers = new Workers(LOG, "the poll loop");
    private final Shares shares;
    private final Readers readers;
    private final OpenFindings openFindings;
    private final List<TraceLane> traceLanes;
    private final WatchSet watches;
    private final Rota rota;
    private final Custody custody;
    private final Confirmations confirmations;

    WatchLoop(
            Accounts accounts,
            Catalogue catalogue,
            PollConfig config,
            EventSource source,
            CheckpointStore checkpoints,
            PollBoard board,
            Shares shares,
            FindingStore findings,
            Suppressions suppressions,
            InventoryStore inventory,
            EventRecordParser parser,
            Detector detector,
            Assessor assessor,
            Jobs jobs,
            MeterRegistry registry,
            Families families,
            Clock clock) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.settings = PollSettings.of(config);
        this.checkpoints = checkpoints;
        this.shares = shares;
        this.intake = new EventIntake(parser, detector, findings, assessor);
        this.jobs = jobs;
        this.clock = clock;
        this.meters = new WatchMeters(registry, families);
        this.findingMeters = new FindingMeters(families, catalogue, names());
        this.openFindings = new OpenFindings(findingMeters, findings, suppressions);
        this.readers = new Readers(source, settings, meters, shares, clock);
        SessionHistory history = new PacedSessionHistory(accounts, readers::of, parser);
        this.traceLanes = Stream.of(
                        new SessionTracing(findings, history, registry, clock),
                        new UseTracing(findings, history, clock),
                        new UploadTracing(findings, history, new UploadedBodies(inventory, findings), clock))
                .map(tracing -> new TraceLane(tracing, shares, new VirtualInFlight(workers, ACCOUNTS_TRACED_AT_ONCE)))
                .toList();
        this.watches = new WatchSet(catalogue, checkpoints, scope -> watch(scope.key(), scope.detections()));
        this.rota = new Rota(settings.every());
        this.custody = new Custody(shares, watches, checkpoints, board, settings.every());
        this.confirmations = new LookupConfirmations(accounts, this::isWatched, shares, readers::of, this::progress);
    }

    @Override
    public List<WatchReport> report() {
        return custody.report();
    }

    @Override
    public Answer confirm(String accountId, String region, String eventId, Instant occurredAt) {
        return confirmations.confirm(accountId, region, eventId, occurredAt);
    }

    void start(@Observes @Priority(StartOrder.WORK) StartupEvent event) {
        warnAboutBudget();
        follow();
        meters.share(custody::owned);
        if (custody.isShared()) {
            workers.once("beat", this::beat);
            jobs.every("share", custody.beatEvery(), () -> workers.once("beat", this::beat));
        }
        jobs.every("accounts", TICK, () -> workers.once("accounts", this::follow));
        jobs.every(
                "poll", Rota.LOOK, () -> rota.due(clock.instant()).forEach(moment -> workers.begin(() -> run(moment))));
        jobs.every("trace", TRACE, () -> traceLanes.forEach(lane -> workers.begin(lane::run)));
        jobs.every("refresh-open-findings", REFRESH, () -> workers.begin(openFindings::refresh));
        workers.begin(openFindings::refresh);
        // not %d: formatting a number reads the locale's data, which takes an executable 15 ms
        LOG.infof(
                "watching watches=%s detections=%s every=%s backfill=%s budget=%s",
                watches.read().size(),
                catalogue.detections().size(),
                settings.every(),
                settings.backfill(),
                settings.budget());
    }

    /** Accounts and Regions come and go. */
    private void follow() {
        List<Watch> fresh = watches.follow(accounts.all());
        findingMeters.accounts(names());
        meters.begin(fresh.stream().map(Watch::key).toList());
        pollSoon(fresh);
        rota.forget(watches.all().stream()
                .filter(watch -> !watch.isRead())
                .map(Watch::key)
                .toList());
    }

    private List<String> names() {
        return accounts.all().stream().map(Accounts.WatchedAccount::name).toList();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        readers.stop();
        workers.stop(FINISH_A_PAGE, ABANDON_A_PAGE);
        try {
            custody.leave();
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "leases not given back, others will wait for their end, store unavailable");
        }
    }

    /** Keeps this process's share of the watches; what has become its is polled at once. */
    private void beat() {
        try {
            pollSoon(custody.beat());
            workers.once("exchange", this::exchange);
        } catch (StoreUnavailable e) {
            // Readiness tells of the store; without it leases end by themselves, and nothing can be kept anyway.
            LOG.debugf(e, "leases not renewed, store unavailable");
        }
    }

    private void exchange() {
        try {
            custody.exchange();
        } catch (StoreUnavailable e) {
            LOG.debugf(e, "nothing heard of other replicas, store unavailable");
        }
    }

    private void pollSoon(List<Watch> those) {
        rota.soon(those.stream().map(Watch::key).toList(), clock.instant());
    }

    private void run(Rota.Moment moment) throws InterruptedException {
        moment.await(clock, Thread::sleep);
        WatchKey key = moment.watch();
        Watch watch = watches.find(key).orElse(null);
        if (workers.isStopping() || watch == null || !shares.has(key.account())) {
            return;
        }
        watch.poll();
        openFindings.refresh();
        watch.catchUp();
        openFindings.refresh();
    }

    private void warnAboutBudget() {
        if (settings.budget() > PollSettings.AWS_LIMIT) {
            LOG.warnf(
                    "tamperwatch.poll.budget is %s lookups a second, but AWS answers %s in each account and Region,"
                            + " shared with every other caller; expect throttling",
                    settings.budget(), PollSettings.AWS_LIMIT);
        }
    }

    private Watch watch(WatchKey key, List<Detection> detections) {
        return new Watch(
                key,
                accounts,
                ReadingPlans.of(detections.stream(), settings),
                settings,
                new CheckpointBook(key, checkpoints),
                readers.of(key),
                progress(key),
                new VirtualInFlight(workers, READINGS_IN_FLIGHT),
                meters,
                Tenure.of(shares, key.account()),
                clock);
    }

    private boolean isWatched(WatchKey key) {
        return watches.find(key).filter(Watch::isRead).isPresent();
    }

    private Progress progress(WatchKey key) {
        return new Progress(key, intake, meters, findingMeters, findingLog, clock);
    }
}
