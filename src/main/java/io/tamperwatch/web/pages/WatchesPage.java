package io.tamperwatch.web.pages;

import io.tamperwatch.rights.Rights;
import io.tamperwatch.watch.Watches;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How, where and how completely is looked. */
@Singleton
class WatchesPage {

    private final Watches watches;
    private final Rights rights;
    private final Shells shells;
    private final Clock clock;

    WatchesPage(Watches watches, Rights rights, Shells shells, Clock clock) {
        this.watches = watches;
        this.rights = rights;
        this.shells = shells;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        WatchesView view =
                WatchesView.of(watches.report(), rights.all(), WatchChoice.of(request.query()), clock.instant());
        return Reply.page(Templates.watches(shells.of("Watches", request), view));
    }
}
