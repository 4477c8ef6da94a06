package io.tamperwatch.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The meters of finding accounts and Regions. Every series exists from the first scrape on. */
final class DiscoveryMeters {

    private static final String OK = "ok";

    private final MeterRegistry registry;

    DiscoveryMeters(MeterRegistry registry, Roster roster) {
        this.registry = registry;
        for (Standing standing : Standing.values()) {
            ToDoubleFunction<Roster> count = of -> of.accounts().stream()
                    .filter(account -> account.standing() == standing)
                    .count();
            Gauge.builder("tamperwatch.discovered.accounts", roster, count)
                    .description("Accounts of the organization that are or were watched, by how they stand")
                    .tag("standing", standing.label())
                    .strongReference(true)
                    .register(registry);
        }
        accounts(OK);
        regions(OK);
        Arrays.stream(Trouble.values()).map(Trouble::label).forEach(this::accounts);
        Arrays.stream(Trouble.values()).map(Trouble::label).forEach(this::regions);
    }

    void listed(Listing<Member> listing) {
        accounts(result(listing)).increment();
    }

    void regionsListed(Listing<String> listing) {
        regions(result(listing)).increment();
    }

    private static String result(Listing<?> listing) {
        return switch (listing) {
            case Listing.Complete<?> complete -> OK;
            case Listing.Failed<?> failed -> failed.trouble().label();
        };
    }

    private Counter accounts(String result) {
        return Counter.builder("tamperwatch.discoveries")
                .description("Attempts to list the accounts of the organization")
                .tag("result", result)
                .register(registry);
    }

    private Counter regions(String result) {
        return Counter.builder("tamperwatch.region.listings")
                .description("Attempts to list the Regions of an account")
                .tag("result", result)
                .register(registry);
    }
}
