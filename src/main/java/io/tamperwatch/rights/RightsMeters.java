package io.tamperwatch.rights;

import io.tamperwatch.account.ZeroFill;
import io.tamperwatch.rights.Rights.AccountRights;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.Family;
import io.tamperwatch.series.Values;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The meters of rights; every series exists from the first scrape on, as long as there are not too many accounts ({@link ZeroFill}). */
final class RightsMeters {

    private static final Family MISSING = Family.gauge(
            "tamperwatch_rights_missing",
            "Permissions that AWS has refused this process, by what they are for",
            "account",
            "capability");

    private record Series(String account, Tier tier) {}

    private final Values<Series> missing = new Values<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    RightsMeters(Families families, Collection<String> accounts) {
        accounts(accounts);
        families.publish(
                MISSING,
                samples -> missing.tell(
                        begun.stream().flatMap(RightsMeters::tiers),
                        (series, count) -> samples.add(
                                count, series.account(), series.tier().label())));
    }

    /** These accounts are there now; of those that were before nothing is asked, so nothing is missing. */
    void accounts(Collection<String> accounts) {
        accounts.stream()
                .filter(account -> !begun.contains(account))
                .limit(ZeroFill.ACCOUNTS - begun.size())
                .forEach(begun::add);
        missing.zero(series -> !accounts.contains(series.account()));
    }

    private static Stream<Series> tiers(String account) {
        return Arrays.stream(Tier.values()).map(tier -> new Series(account, tier));
    }

    void show(AccountRights rights) {
        for (Tier tier : Tier.values()) {
            long count = rights.missing().stream()
                    .filter(permission -> permission.tier() == tier)
                    .count();
            Series series = new Series(rights.account(), tier);
            if (count != missing.of(series)) {
                missing.set(series, count);
            }
        }
    }
}
