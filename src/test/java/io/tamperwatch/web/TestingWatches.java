package io.tamperwatch.web;

import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.Watches;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/** Two watches that have seen everything there is to tell, and one that has seen nothing yet. */
@Alternative
@Singleton
class TestingWatches implements Watches {

    @Override
    public List<WatchReport> report() {
        return Samples.WATCHES;
    }
}
