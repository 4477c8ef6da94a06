package io.tamperwatch.watch;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.watch.Accounts.WatchedAccount;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where to look for which detections: those of global services in the home Region, where CloudTrail records them, the
 * Regional ones in each Region the configuration names.
 */
record WatchScope(WatchKey key, List<Detection> detections) {

    private static final Comparator<WatchScope> BY_KEY = Comparator.comparing(
                    (WatchScope scope) -> scope.key().account())
            .thenComparing(scope -> scope.key().region());

    WatchScope {
        detections = List.copyOf(detections);
    }

    /** Every account's Regions in which there is something to look for. */
    static List<WatchScope> of(List<WatchedAccount> accounts, Catalogue catalogue) {
        return accounts.stream()
                .flatMap(account -> regions(account)
                        .map(region -> new WatchScope(
                                new WatchKey(account.name(), region),
                                detections(account, region, catalogue).toList())))
                .filter(scope -> !scope.detections().isEmpty())
                .sorted(BY_KEY)
                .toList();
    }

    private static Stream<String> regions(WatchedAccount account) {
        return Stream.concat(Stream.of(account.homeRegion()), account.regions().stream())
                .distinct();
    }

    private static Stream<Detection> detections(WatchedAccount account, String region, Catalogue catalogue) {
        return Stream.concat(
                region.equals(account.homeRegion()) ? inScope(catalogue, Scope.GLOBAL) : Stream.empty(),
                account.regions().contains(region) ? inScope(catalogue, Scope.REGIONAL) : Stream.empty());
    }

    private static Stream<Detection> inScope(Catalogue catalogue, Scope scope) {
        return catalogue.detections().stream().filter(detection -> detection.scope() == scope);
    }
}
