package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.series.TestingFamilies;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingMetersTest {

    private static final Catalogue CATALOGUE = catalogue(false);

    private static final String TOTAL = "tamperwatch_findings";
    private static final String OPEN = "tamperwatch_findings_open";
    private static final int SEVERITIES = Severity.values().length;
    private static final int EACH = SEVERITIES * Outcome.values().length;

    private final TestingFamilies families = new TestingFamilies();

    @Test
    void hasEverySeriesAtZeroFromTheStart() {
        new FindingMeters(families, CATALOGUE, List.of("prod", "test"));
        assertThat(families.scrape(TOTAL))
                .hasSize(2 * EACH)
                .containsKey(total("prod"))
                .allSatisfy((series, value) -> assertThat(value).isZero());
        assertThat(families.scrape(OPEN))
                .hasSize(2 * SEVERITIES)
                .allSatisfy((series, value) -> assertThat(value).isZero());
    }

    @Test
    void countsWhatIsStored() {
        FindingMeters meters = new FindingMeters(families, CATALOGUE, List.of("prod", "test"));
        meters.stored(new Stored(List.of(TestingFinding.of("e1", "erin"), TestingFinding.of("e2", "erin")), 0, 0, 1));
        assertThat(families.scrape(TOTAL)).hasSize(2 * EACH + 1).containsEntry(total("default"), 2.0);
        assertThat(families.value("tamperwatch_quarantines")).isOne();
    }

    @Test
    void dropsTheAccountLabelBeforeTheSeriesGrowBeyondBound() {
        new FindingMeters(families, CATALOGUE, accounts(1_400));
        assertThat(families.scrape(TOTAL)).hasSize(EACH).containsKey(total(""));
        assertThat(families.scrape(OPEN)).hasSize(SEVERITIES);
    }

    @Test
    void keepsWhatWasCountedWhenAccountsFoundLaterCostTheLabel() {
        FindingMeters meters = new FindingMeters(families, CATALOGUE, List.of("default"));
        meters.stored(new Stored(List.of(TestingFinding.of("e1", "erin")), 0, 0, 0));
        meters.accounts(accounts(1_400));
        assertThat(families.scrape(TOTAL)).hasSize(EACH).containsEntry(total(""), 1.0);
        assertThat(families.scrape(OPEN)).hasSize(SEVERITIES);
    }

    @Test
    void countsADryRunAsItComesButNotAmongTheOpenOnes() {
        new FindingMeters(families, catalogue(true), List.of("prod"));
        assertThat(families.scrape(TOTAL)).hasSize(EACH);
        assertThat(families.scrape(OPEN)).isEmpty();
    }

    private static List<String> accounts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "account-" + i).toList();
    }

    private static String total(String account) {
        return "tamperwatch_findings{%sdetection=\"iam-signing-certificate-deleted\",outcome=\"succeeded\",severity=\"high\"}"
                .formatted(account.isEmpty() ? "" : "account=\"%s\",".formatted(account));
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
