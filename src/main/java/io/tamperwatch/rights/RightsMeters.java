package io.tamperwatch.rights;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tamperwatch.account.ZeroFill;
import io.tamperwatch.rights.Rights.AccountRights;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of rights; every series exists from the first scrape on, as long as there are not too many accounts ({@link ZeroFill}). */
final class RightsMeters {

    private record Series(String account, Tier tier) {}

    private final Map<Series, AtomicLong> missing = new ConcurrentHashMap<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    private final MeterRegistry registry;

    RightsMeters(MeterRegistry registry, Collection<String> accounts) {
        this.registry = registry;
        accounts(accounts);
    }

    /** These accounts are there now; of those that were before nothing is asked, so nothing is missing. */
    void accounts(Collection<String> accounts) {
        for (String account : accounts) {
            if (begun.add(account) && begun.size() <= ZeroFill.ACCOUNTS) {
                for (Tier tier : Tier.values()) {
                    missing.computeIfAbsent(new Series(account, tier), this::gauge);
                }
            }
        }
        missing.forEach((series, value) -> {
            if (!accounts.contains(series.account())) {
                value.set(0);
            }
        });
    }

    private AtomicLong gauge(Series series) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("tamperwatch.rights.missing", value, AtomicLong::get)
                .description("Permissions that AWS has refused this process, by what they are for")
                .tag("account", series.account())
                .tag("capability", series.tier().label())
                .strongReference(true)
                .register(registry);
        return value;
    }

    void show(AccountRights rights) {
        for (Tier tier : Tier.values()) {
            long count = rights.missing().stream()
                    .filter(permission -> permission.tier() == tier)
                    .count();
            Series series = new Series(rights.account(), tier);
            AtomicLong value = count > 0 ? missing.computeIfAbsent(series, this::gauge) : missing.get(series);
            if (value != null) {
                value.set(count);
            }
        }
    }
}
