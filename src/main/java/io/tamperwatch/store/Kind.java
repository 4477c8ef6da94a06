package io.tamperwatch.store;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What repeats from finding to finding, kept once.
 *
 * @param accountKey the account id, or the configured name while the id is unknown: the account in the sense of "one
 *     finding an event of an account"
 */
record Kind(
        String accountKey,
        String account,
        @Nullable String accountId,
        String region,
        String eventSource,
        String eventName,
        String detection,
        Severity severity,
        Outcome outcome) {

    static Kind of(Finding finding) {
        return new Kind(
                accountKey(finding),
                Text.storable(finding.account()),
                Text.storableOrNull(finding.accountId()),
                Text.storable(finding.region()),
                Text.storable(finding.eventSource()),
                Text.storable(finding.eventName()),
                Text.storable(finding.detection()),
                finding.severity(),
                finding.outcome());
    }

    /** Records of one account read under two configured names are of one account. */
    static String accountKey(Finding finding) {
        String id = finding.accountId();
        return Text.key(id == null ? finding.account() : id);
    }

    /** Whether findings of this kind can be in the answer, as far as the kind says. */
    boolean matches(FindingQuery query) {
        return in(query.severity(), severity)
                && in(query.detection(), detection)
                && in(query.event(), eventName)
                && (in(query.account(), account) || query.account().contains(accountKey));
    }

    private static <T> boolean in(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
