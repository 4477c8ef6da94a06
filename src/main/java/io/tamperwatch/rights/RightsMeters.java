package io.tamperwatch.rights;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tamperwatch.rights.Rights.AccountRights;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of rights; every series exists from the first scrape on. */
final class RightsMeters {

    private record Series(String account, Tier tier) {}

    private final Map<Series, AtomicLong> missing = new ConcurrentHashMap<>();

    RightsMeters(MeterRegistry registry, Collection<String> accounts) {
        for (String account : accounts) {
            for (Tier tier : Tier.values()) {
                AtomicLong value = new AtomicLong();
                missing.put(new Series(account, tier), value);
                Gauge.builder("tamperwatch.rights.missing", value, AtomicLong::get)
                        .description("Permissions that AWS has refused this process, by what they are for")
                        .tag("account", account)
                        .tag("capability", tier.label())
                        .register(registry);
            }
        }
    }

    void show(AccountRights rights) {
        for (Tier tier : Tier.values()) {
            AtomicLong value = missing.get(new Series(rights.account(), tier));
            if (value != null) {
                value.set(rights.missing().stream()
                        .filter(permission -> permission.tier() == tier)
                        .count());
            }
        }
    }
}
