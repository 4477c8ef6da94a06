package io.tamperwatch.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.job.Jobs;
import io.tamperwatch.job.Workers;
import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.watch.AwsTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Keeps Alertmanagers and the webhook told, each at its own pace; does nothing where none is configured. */
@ApplicationScoped
class Notifier {

    private static final Logger LOG = Logger.getLogger(Notifier.class);

    /** How soon somebody is told of something new. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final AlertmanagerSettings alertmanagers;
    private final Optional<WebhookSettings> webhook;
    private final FindingStore findings;
    private final NotificationStore told;
    private final Catalogue catalogue;
    private final ExternalUrl externalUrl;
    private final Jobs jobs;
    private final MeterRegistry registry;
    private final AwsTime awsTime;
    private final Clock clock;
    private final List<Receiver> receivers = new ArrayList<>();
    private final Workers workers = new Workers(LOG, "telling others");
    private final Turn turn;

    Notifier(
            AlertmanagerConfig alertmanagers,
            WebhookConfig webhook,
            FindingStore findings,
            NotificationStore told,
            Catalogue catalogue,
            ExternalUrl externalUrl,
            Jobs jobs,
            MeterRegistry registry,
            AwsTime awsTime,
            Clock clock) {
        this.alertmanagers = AlertmanagerSettings.of(alertmanagers);
        this.webhook = WebhookSettings.of(webhook);
        this.findings = findings;
        this.told = told;
        this.catalogue = catalogue;
        this.externalUrl = externalUrl;
        this.jobs = jobs;
        this.registry = registry;
        this.awsTime = awsTime;
        this.clock = clock;
        this.turn = new Turn(told, UUID.randomUUID().toString(), clock);
    }

    void start(@Observes StartupEvent event) {
        if (!alertmanagers.isUsed() && webhook.isEmpty()) {
            return;
        }
        NotificationMeters meters = new NotificationMeters(registry);
        for (int i = 0; i < alertmanagers.urls().size(); i++) {
            AlertmanagerPush push = alertmanager(i, meters);
            every("alertmanager-" + (i + 1), push::push);
        }
        webhook.ifPresent(settings -> deliverNotices(settings, meters));
        LOG.infof(
                "telling others alertmanagers=%d webhook=%s",
                alertmanagers.urls().size(), webhook.isPresent());
    }

    private AlertmanagerPush alertmanager(int index, NotificationMeters meters) {
        AlertBodies bodies = new AlertBodies(catalogue, externalUrl);
        String url = alertmanagers.urls().get(index).toString();
        Receiver receiver =
                receiver("alertmanager-" + (index + 1), url, Post.toAlertmanager(alertmanagers, index), meters);
        return new AlertmanagerPush(
                receiver,
                alertmanagers,
                new WantedAlerts(findings, catalogue, alertmanagers, bodies),
                bodies,
                findings,
                told,
                awsTime,
                clock);
    }

    private void deliverNotices(WebhookSettings settings, NotificationMeters meters) {
        Receiver receiver = receiver("webhook", settings.url().toString(), Post.toWebhook(settings), meters);
        NoticeDelivery delivery = new NoticeDelivery(
                receiver,
                new Webhook(settings.secret(), externalUrl),
                told,
                meters,
                clock,
                RandomGenerator.getDefault());
        every("webhook", () -> delivery.deliver(turn::take));
    }

    private Receiver receiver(String name, String key, Post post, NotificationMeters meters) {
        Receiver receiver = new Receiver(name, key, post, meters, RandomGenerator.getDefault());
        receivers.add(receiver);
        return receiver;
    }

    /** Each receiver has a thread of its own, so that a slow one holds nobody up. */
    private void every(String name, Runnable telling) {
        jobs.every("notify-" + name, LOOK_EVERY, () -> workers.once(name, () -> inTurn(telling)));
    }

    private void inTurn(Runnable telling) {
        try {
            if (turn.take()) {
                telling.run();
            }
        } catch (StoreUnavailable e) {
            // readiness tells of the store
            LOG.debugf(e, "nobody told, store unavailable");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        workers.stop();
        receivers.forEach(Receiver::close);
    }
}
