package io.tamperwatch.web.pages;

import io.tamperwatch.account.Discovery;
import io.tamperwatch.queue.QueueReports;
import io.tamperwatch.rights.Rights;
import io.tamperwatch.watch.AwsTime;
import io.tamperwatch.watch.Watches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** How, where and how completely is looked. */
@Singleton
class WatchesPage {

    private final Watches watches;
    private final Rights rights;
    private final Discovery discovery;
    private final QueueReports queues;
    private final AwsTime awsTime;
    private final Shells shells;
    private final Clock clock;

    WatchesPage(
            Watches watches,
            Rights rights,
            Discovery discovery,
            QueueReports queues,
            AwsTime awsTime,
            Shells shells,
            Clock clock) {
        this.watches = watches;
        this.rights = rights;
        this.discovery = discovery;
        this.queues = queues;
        this.awsTime = awsTime;
        this.shells = shells;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        Instant now = clock.instant();
        WatchesView view = WatchesView.of(
                watches.report(),
                SourcesView.of(discovery.report(), queues.reports(), awsTime.compared(), now),
                rights.all(),
                WatchChoice.of(request.query()),
                now);
        return Reply.page(Templates.watches(shells.of("Watches", request), view));
    }
}
