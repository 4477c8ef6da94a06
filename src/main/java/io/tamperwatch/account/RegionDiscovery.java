package io.tamperwatch.account;

import io.tamperwatch.event.LogText;
import io.tamperwatch.job.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Lists each account's Regions when it is time to, and tells what has changed. A list that fails changes nothing. */
final class RegionDiscovery {

    private static final Logger LOG = Logger.getLogger(RegionDiscovery.class);
    static final Duration EVERY = Duration.ofMinutes(15);
    static final Duration AFTER_A_FAILURE = Duration.ofMinutes(2);

    private final RegionSource source;
    private final Roster roster;
    private final DiscoveryMeters meters;
    private final Clock clock;
    private final Map<String, Wait> untilNext = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    RegionDiscovery(RegionSource source, Roster roster, DiscoveryMeters meters, Clock clock) {
        this.source = source;
        this.roster = roster;
        this.meters = meters;
        this.clock = clock;
    }

    /** The accounts whose Regions are to be asked for now. */
    List<String> due() {
        Instant now = clock.instant();
        return source.wanted().stream()
                .filter(account -> !underWay.contains(account))
                .filter(account -> untilNext.getOrDefault(account, Wait.NONE).isOver(now))
                .toList();
    }

    /** One attempt; does nothing while another is under way. */
    void list(String account) {
        if (!underWay.add(account)) {
            return;
        }
        try {
            untilNext.put(account, Wait.of(clock.instant(), AFTER_A_FAILURE));
            Listing<String> listing = source.list(account);
            meters.regionsListed(listing);
            switch (listing) {
                case Listing.Complete<String>(List<String> regions) -> {
                    roster.regionsListed(account, regions).forEach(RegionDiscovery::tell);
                    untilNext.put(account, Wait.of(clock.instant(), EVERY));
                }
                case Listing.Failed<String>(Trouble trouble, String reason) -> {
                    if (roster.regionsNotListed(account, reason)) {
                        LOG.warnf(
                                "Regions not listed, those known are read and the home Region account=%s result=%s"
                                        + " reason=%s",
                                account, trouble.label(), LogText.of(reason));
                    }
                }
            }
        } finally {
            underWay.remove(account);
        }
    }

    private static void tell(AccountRegion region) {
        if (region.enabled()) {
            LOG.infof("Region enabled, read from now on account=%s region=%s", region.account(), region.region());
        } else {
            LOG.infof("Region disabled, not read any more account=%s region=%s", region.account(), region.region());
        }
    }
}
