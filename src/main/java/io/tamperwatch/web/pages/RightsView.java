package io.tamperwatch.web.pages;

import io.tamperwatch.rights.Grant;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.Rights.AccountRights;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this process may do.
 *
 * @param accounts those in which something is missing first
 * @param more accounts that are not listed; null when all are
 */
record RightsView(List<Account> accounts, @Nullable String more) {

    /** More would make the page heavy; an account can be asked for by its name. */
    private static final int MOST = 12;

    RightsView {
        accounts = List.copyOf(accounts);
    }

    /**
     * One account.
     *
     * @param lacks what is missing, by what is so without it
     * @param statement what to add to the policy; null when nothing is missing
     * @param permissions all, with how each stands; empty where the page has no room for it
     */
    record Account(
            String name,
            String summary,
            List<Lack> lacks,
            @Nullable String statement,
            List<PermissionRow> permissions) {

        Account {
            lacks = List.copyOf(lacks);
            permissions = List.copyOf(permissions);
        }
    }

    /** Permissions whose absence has the same effect. */
    record Lack(String actions, String tier, String without) {}

    /** One permission. */
    record PermissionRow(String action, String tier, String state, Shown.@Nullable Time answered, String without) {}

    /** @param whole whether every permission is told of each account, not only what is missing */
    static RightsView of(List<AccountRights> rights, boolean whole, Instant now) {
        int more = rights.size() - MOST;
        return new RightsView(
                rights.stream()
                        .sorted(Comparator.comparing(one -> one.missing().isEmpty()))
                        .limit(MOST)
                        .map(one -> account(one, whole, now))
                        .toList(),
                more > 0 ? more + " more accounts; choose one above, or ask GET /api/v1/rights" : null);
    }

    private static Account account(AccountRights rights, boolean whole, Instant now) {
        List<Permission> missing = rights.missing();
        return new Account(
                Shown.text(rights.account()),
                summary(rights.grants()),
                lacks(missing),
                missing.isEmpty() ? null : statement(missing),
                whole ? rights.grants().stream().map(grant -> row(grant, now)).toList() : List.of());
    }

    private static String summary(List<Grant> grants) {
        Map<Grant.State, Long> counts =
                grants.stream().collect(Collectors.groupingBy(Grant::state, Collectors.counting()));
        long missing = counts.getOrDefault(Grant.State.MISSING, 0L);
        long unknown = counts.getOrDefault(Grant.State.UNKNOWN, 0L);
        long granted = counts.getOrDefault(Grant.State.GRANTED, 0L);
        if (granted == grants.size()) {
            return "all " + granted + " permissions are there";
        }
        return "%d missing, %d there%s"
                .formatted(missing, granted, unknown == 0 ? "" : ", " + unknown + " not known yet");
    }

    private static List<Lack> lacks(List<Permission> missing) {
        Map<String, List<Permission>> byEffect = missing.stream()
                .collect(Collectors.groupingBy(Permission::without, LinkedHashMap::new, Collectors.toList()));
        return byEffect.entrySet().stream()
                .map(one -> new Lack(
                        actions(one.getValue(), ", ", ""),
                        one.getValue().getFirst().tier().label(),
                        one.getKey()))
                .toList();
    }

    private static String statement(List<Permission> missing) {
        return """
            {
              "Sid": "TamperwatchMissing",
              "Effect": "Allow",
              "Action": [
                %s
              ],
              "Resource": "*"
            }\
            """.formatted(actions(missing, ",\n    ", "\""));
    }

    private static String actions(List<Permission> permissions, String between, String quote) {
        return permissions.stream()
                .map(permission -> quote + permission.action() + quote)
                .collect(Collectors.joining(between));
    }

    private static PermissionRow row(Grant grant, Instant now) {
        return new PermissionRow(
                grant.permission().action(),
                grant.permission().tier().label(),
                switch (grant.state()) {
                    case GRANTED -> "there";
                    case MISSING -> "missing";
                    case UNKNOWN -> "not known yet";
                },
                Shown.Time.ofNullable(grant.at(), now),
                grant.permission().without());
    }
}
