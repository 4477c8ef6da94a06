package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.catalogue.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingMetersTest {

    private static final Catalogue CATALOGUE = catalogue(false);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void hasEverySeriesAtZeroFromTheStart() {
        new FindingMeters(registry, CATALOGUE, List.of("prod", "test"));
        assertThat(registry.get("tamperwatch.findings").counters())
                .hasSize(2 * Severity.values().length * Outcome.values().length)
                .allMatch(counter -> counter.count() == 0);
        assertThat(registry.get("tamperwatch.findings.open").gauges())
                .hasSize(2 * Severity.values().length)
                .allMatch(gauge -> gauge.value() == 0);
    }

    @Test
    void dropsTheAccountLabelBeforeTheSeriesGrowBeyondBound() {
        List<String> accounts =
                IntStream.range(0, 1_400).mapToObj(i -> "account-" + i).toList();
        new FindingMeters(registry, CATALOGUE, accounts);
        List<Meter> findings = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("tamperwatch.findings"))
                .toList();
        assertThat(findings)
                .hasSize(Severity.values().length * (Outcome.values().length + 1))
                .allMatch(meter -> meter.getId().getTag("account") == null);
    }

    @Test
    void keepsWhatWasCountedWhenAccountsFoundLaterCostTheLabel() {
        FindingMeters meters = new FindingMeters(registry, CATALOGUE, List.of("prod"));
        registry.get("tamperwatch.findings")
                .tags("account", "prod", "severity", "high", "outcome", "denied")
                .counter()
                .increment(3);
        meters.accounts(IntStream.range(0, 1_400).mapToObj(i -> "account-" + i).toList());
        assertThat(registry.get("tamperwatch.findings").counters())
                .hasSize(Severity.values().length * Outcome.values().length)
                .allMatch(counter -> counter.getId().getTag("account") == null);
        assertThat(registry.get("tamperwatch.findings")
                        .tags("severity", "high", "outcome", "denied")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("tamperwatch.findings.open").gauges()).hasSize(Severity.values().length);
    }

    @Test
    void countsADryRunAsItComesButNotAmongTheOpenOnes() {
        new FindingMeters(registry, catalogue(true), List.of("prod"));
        assertThat(registry.get("tamperwatch.findings").counters())
                .hasSize(Severity.values().length * Outcome.values().length);
        assertThat(registry.find("tamperwatch.findings.open").gauges()).isEmpty();
    }

    private static Catalogue catalogue(boolean dryRun) {
        return new Catalogue(List.of(new Detection(
                "iam-signing-certificate-deleted",
                "title",
                "iam.amazonaws.com",
                List.of("DeleteSigningCertificate"),
                Scope.GLOBAL,
                true,
                false,
                dryRun,
                false,
                Severity.HIGH,
                Severity.MEDIUM,
                Severity.LOW,
                "what",
                "why",
                "signing-certificate",
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
    }
}
