package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.account.DiscoveryReport;
import io.tamperwatch.account.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Finding accounts, as the API tells it. */
@RegisterForReflection
@Schema(name = "Discovery", description = "How finding the accounts of the organization goes.")
record DiscoveryBody(
        @Schema(description = "How many accounts are or were watched by how they stand.")
        Map<String, Long> accounts,

        @Schema(nullable = true, description = "When this replica last got the whole list.") @Nullable
        Instant listedAt,

        @Schema(nullable = true, description = "When this replica last asked.") @Nullable
        Instant triedAt,

        @Schema(nullable = true, description = "One sentence for an operator; null when it went well.") @Nullable
        String error) {

    DiscoveryBody {
        accounts = new TreeMap<>(accounts);
    }

    static DiscoveryBody of(DiscoveryReport report) {
        Map<String, Long> accounts = new TreeMap<>();
        for (Standing standing : Standing.values()) {
            accounts.put(standing.label(), report.accounts().getOrDefault(standing, 0L));
        }
        return new DiscoveryBody(accounts, report.listedAt(), report.triedAt(), report.error());
    }
}
