package io.tamperwatch.web.pages;

import io.tamperwatch.watch.Watches;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How, where and how completely is looked. */
@Singleton
class WatchesPage {

    private final Watches watches;
    private final Shells shells;
    private final Clock clock;

    WatchesPage(Watches watches, Shells shells, Clock clock) {
        this.watches = watches;
        this.shells = shells;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        return Reply.page(
                Templates.watches(shells.of("Watches", request), WatchesView.of(watches.report(), clock.instant())));
    }
}
