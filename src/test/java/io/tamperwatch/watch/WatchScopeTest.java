package io.tamperwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.watch.Accounts.WatchedAccount;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchScopeTest {

    private static final Detection GLOBAL = ReadingPlansTest.detection("Global", Scope.GLOBAL, true);
    private static final Detection REGIONAL = ReadingPlansTest.detection("Regional", Scope.REGIONAL, false);

    @Test
    void tellsWhichRegionIsDisabledAndWhatIsAmissWhereTheHomeRegionIs() {
        WatchedAccount prod = new WatchedAccount(
                "prod", "us-east-1", List.of("us-east-1"), List.of("af-south-1"), null, "cannot be listed");
        assertThat(WatchScope.of(List.of(prod), new Catalogue(List.of(GLOBAL, REGIONAL))))
                .containsExactly(
                        new WatchScope(
                                new WatchKey("prod", "af-south-1"),
                                List.of(REGIONAL),
                                "the account has disabled the Region",
                                null),
                        new WatchScope(
                                new WatchKey("prod", "us-east-1"),
                                List.of(GLOBAL, REGIONAL),
                                null,
                                "cannot be listed"));
    }

    @Test
    void looksForEverythingInTheHomeRegionWhenNothingElseIsSaid() {
        assertThat(WatchScope.of(List.of(account("prod", "us-east-1")), new Catalogue(List.of(GLOBAL, REGIONAL))))
                .containsExactly(scope("prod", "us-east-1", GLOBAL, REGIONAL));
    }

    @Test
    void looksForRegionalDetectionsWhereItIsToldAndForGlobalOnesAtHome() {
        assertThat(WatchScope.of(
                        List.of(account("prod", "eu-west-1", "eu-central-1"), account("dev", "us-east-1", "eu-west-1")),
                        new Catalogue(List.of(GLOBAL, REGIONAL))))
                .containsExactly(
                        scope("dev", "eu-west-1", REGIONAL),
                        scope("dev", "us-east-1", GLOBAL, REGIONAL),
                        scope("prod", "eu-central-1", REGIONAL),
                        scope("prod", "eu-west-1", REGIONAL),
                        scope("prod", "us-east-1", GLOBAL));
    }

    @Test
    void watchesNoRegionWithNothingToLookFor() {
        assertThat(WatchScope.of(List.of(account("prod", "eu-west-1")), new Catalogue(List.of(GLOBAL))))
                .containsExactly(scope("prod", "us-east-1", GLOBAL));
        assertThat(WatchScope.of(List.of(account("prod", "eu-west-1")), new Catalogue(List.of(REGIONAL))))
                .containsExactly(scope("prod", "eu-west-1", REGIONAL));
    }

    private static WatchedAccount account(String name, String... regions) {
        return new WatchedAccount(name, "us-east-1", List.of(regions));
    }

    private static WatchScope scope(String account, String region, Detection... detections) {
        return new WatchScope(new WatchKey(account, region), List.of(detections));
    }
}
