package io.tamperwatch.inventory;

import io.tamperwatch.event.LogText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Says how snapshots go; what a snapshot lacks is said once, and again when it changes. */
final class InventoryLog {

    private static final Logger LOG = Logger.getLogger("io.tamperwatch.inventory");
    private static final int WORTH_TELLING = 100;

    private final Map<String, List<Gap>> told = new ConcurrentHashMap<>();

    void expecting(String account, int requests, Duration time) {
        if (requests >= WORTH_TELLING) {
            LOG.infof("inventory is being read account=%s requests=%d takesAbout=%s", account, requests, time);
        }
    }

    void made(Snapshot snapshot) {
        LOG.debugf(
                "inventory read account=%s changed=%d gaps=%d",
                snapshot.account(), snapshot.changed(), snapshot.gaps().size());
        List<Gap> before = told.put(snapshot.account(), snapshot.gaps());
        if (!snapshot.gaps().equals(before)) {
            for (Gap gap : snapshot.gaps()) {
                LOG.warnf(
                        "inventory lacks something account=%s part=%s permission=%s reason=%s",
                        snapshot.account(),
                        gap.part().label(),
                        gap.permission() == null ? "" : gap.permission(),
                        LogText.of(gap.why()));
            }
        }
    }
}
