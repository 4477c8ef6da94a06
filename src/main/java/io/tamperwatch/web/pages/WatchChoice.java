package io.tamperwatch.web.pages;

import io.tamperwatch.rights.Rights.AccountRights;
import io.tamperwatch.watch.WatchReport;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of watches is narrowed down to.
 *
 * @param account its name or its twelve digits
 * @param region null for all
 */
record WatchChoice(String account, @Nullable String region) {

    /** Null when nothing is chosen. */
    static @Nullable WatchChoice of(MultivaluedMap<String, String> given) {
        String account =
                Objects.requireNonNullElse(given.getFirst("account"), "").strip();
        String region = Objects.requireNonNullElse(given.getFirst("region"), "").strip();
        return account.isEmpty() ? null : new WatchChoice(account, region.isEmpty() ? null : region);
    }

    String address() {
        return "/watches?account=" + FilterForm.encoded(account)
                + (region == null ? "" : "&region=" + FilterForm.encoded(region));
    }

    String text() {
        return Shown.text(region == null ? account : account + ", " + region);
    }

    List<WatchReport> among(List<WatchReport> all) {
        return all.stream()
                .filter(report -> report.account().equals(account) || account.equals(report.accountId()))
                .filter(report -> region == null || report.region().equals(region))
                .toList();
    }

    List<AccountRights> amongRights(List<WatchReport> chosen, List<AccountRights> rights) {
        Set<String> names = chosen.stream().map(WatchReport::account).collect(Collectors.toCollection(HashSet::new));
        names.add(account);
        return rights.stream().filter(one -> names.contains(one.account())).toList();
    }
}
