package io.tamperwatch.account;

import io.tamperwatch.event.LogText;
import io.tamperwatch.job.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lists the organization when it is time to, and tells what has changed. A list that fails changes nothing. */
final class AccountDiscovery {

    private static final Logger LOG = Logger.getLogger(AccountDiscovery.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Organization organization;
    private final Roster roster;
    private final DiscoveryMeters meters;
    private final Clock clock;
    private volatile Wait untilNext = Wait.NONE;
    private volatile @Nullable Instant listedAt;
    private volatile @Nullable Instant triedAt;
    private volatile @Nullable String error;

    AccountDiscovery(Organization organization, Roster roster, DiscoveryMeters meters, Clock clock) {
        this.organization = organization;
        this.roster = roster;
        this.meters = meters;
        this.clock = clock;
    }

    boolean isDue() {
        return organization.isConfigured() && untilNext.isOver(clock.instant());
    }

    Optional<DiscoveryReport> report() {
        if (!organization.isConfigured()) {
            return Optional.empty();
        }
        Map<Standing, Long> counts = roster.accounts().stream()
                .collect(Collectors.groupingBy(DiscoveredAccount::standing, Collectors.counting()));
        return Optional.of(new DiscoveryReport(counts, listedAt, triedAt, error));
    }

    /** One attempt; the next is due an interval later, sooner after a failure. */
    void list() {
        Duration every = organization.every();
        Duration soon = every.compareTo(AFTER_A_FAILURE) < 0 ? every : AFTER_A_FAILURE;
        Instant now = clock.instant();
        triedAt = now;
        // in case what follows fails unexpectedly, or the store does
        untilNext = Wait.of(now, soon);
        Listing<Member> listing = believable(organization.list());
        meters.listed(listing);
        switch (listing) {
            case Listing.Complete<Member>(List<Member> members) -> {
                roster.listed(members).forEach(AccountDiscovery::tell);
                listedAt = clock.instant();
                error = null;
                untilNext = Wait.of(clock.instant(), every);
            }
            case Listing.Failed<Member>(Trouble trouble, String reason) -> {
                if (!reason.equals(error)) {
                    LOG.warnf(
                            "accounts of the organization not listed, those known stay watched result=%s reason=%s",
                            trouble.label(), LogText.of(reason));
                }
                error = reason;
                untilNext = Wait.of(clock.instant(), soon);
            }
        }
    }

    /** An organization has at least the account that manages it; a list with nothing in it would end every watch. */
    private Listing<Member> believable(Listing<Member> listing) {
        boolean nothing = listing instanceof Listing.Complete<Member>(List<Member> members) && members.isEmpty();
        return nothing
                ? new Listing.Failed<>(
                        Trouble.REJECTED, "the list of accounts is empty, which is not taken for an answer")
                : listing;
    }

    private static void tell(DiscoveredAccount account) {
        if (account.isWatched()) {
            LOG.infof("account found in the organization, watched from now on account=%s", account.id());
        } else {
            LOG.warnf(
                    "account not watched any more, its findings stay account=%s standing=%s",
                    account.id(), account.standing().label());
        }
    }
}
