package io.tamperwatch.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.tamperwatch.series.Families;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Each account's one way to IAM, so that everybody who reads it for the inventory shares its budget. */
@ApplicationScoped
class IamBudget {

    private final InventorySettings settings;
    private final InventoryMeters meters;
    private final IamPace pace;
    private final Map<String, PacedIam> accounts = new ConcurrentHashMap<>();

    IamBudget(InventoryConfig config, MeterRegistry registry, Families families, IamPace pace) {
        this.settings = InventorySettings.of(config);
        this.meters = new InventoryMeters(registry, families);
        this.pace = pace;
    }

    InventorySettings settings() {
        return settings;
    }

    InventoryMeters meters() {
        return meters;
    }

    PacedIam of(String account) {
        return accounts.computeIfAbsent(account, name -> new PacedIam(name, pace, Thread::sleep, meters));
    }
}
