package io.tamperwatch.watch;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.watch.Accounts.WatchedAccount;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where to look for which detections: those of global services in the home Region, where CloudTrail records them, the
 * Regional ones in each Region that is wanted.
 *
 * @param ended why it is not read any more; null while it is
 * @param note what there is to know of the account's Regions, told where the home Region is; null for nothing
 */
record WatchScope(
        WatchKey key,
        List<Detection> detections,
        @Nullable String ended,
        @Nullable String note) {

    private static final String DISABLED = "the account has disabled the Region";

    private static final Comparator<WatchScope> BY_KEY = Comparator.comparing(
                    (WatchScope scope) -> scope.key().account())
            .thenComparing(scope -> scope.key().region());

    WatchScope {
        detections = List.copyOf(detections);
    }

    /** One that is read, and of which there is nothing more to say. */
    WatchScope(WatchKey key, List<Detection> detections) {
        this(key, detections, null, null);
    }

    /** Every account's Regions in which there is something to look for. */
    static List<WatchScope> of(List<WatchedAccount> accounts, Catalogue catalogue) {
        return accounts.stream()
                .flatMap(account -> regions(account).map(region -> scope(account, region, catalogue)))
                .filter(scope -> !scope.detections().isEmpty())
                .sorted(BY_KEY)
                .toList();
    }

    private static WatchScope scope(WatchedAccount account, String region, Catalogue catalogue) {
        boolean isHome = region.equals(account.homeRegion());
        boolean isRead = isHome || account.regions().contains(region);
        String ended = account.ended() == null && !isRead ? DISABLED : account.ended();
        return new WatchScope(
                new WatchKey(account.name(), region),
                detections(account, region, catalogue).toList(),
                ended,
                isHome ? account.note() : null);
    }

    private static Stream<String> regions(WatchedAccount account) {
        return Stream.of(List.of(account.homeRegion()), account.regions(), account.formerRegions())
                .flatMap(List::stream)
                .distinct();
    }

    private static Stream<Detection> detections(WatchedAccount account, String region, Catalogue catalogue) {
        return Stream.concat(
                region.equals(account.homeRegion()) ? inScope(catalogue, Scope.GLOBAL) : Stream.empty(),
                account.regions().contains(region) || account.formerRegions().contains(region)
                        ? inScope(catalogue, Scope.REGIONAL)
                        : Stream.empty());
    }

    private static Stream<Detection> inScope(Catalogue catalogue, Scope scope) {
        return catalogue.detections().stream().filter(detection -> detection.scope() == scope);
    }
}
