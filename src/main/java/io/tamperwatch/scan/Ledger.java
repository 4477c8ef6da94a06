package io.tamperwatch.scan;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the files amount to, by account. Safe for use by several threads. */
final class Ledger {

    private static final Comparator<Finding> NEWEST_FIRST = Comparator.comparing(Finding::occurredAt)
            .reversed()
            .thenComparing(Finding::account)
            .thenComparing(Finding::id);

    private final ScanFilter filter;
    private final Map<String, AccountEvents> accounts = new HashMap<>();
    private long repeated;

    Ledger(ScanFilter filter) {
        this.filter = filter;
    }

    synchronized void add(Finding finding) {
        count(account(finding).add(finding));
    }

    synchronized void addContext(Finding context) {
        count(account(context).addContext(context));
    }

    synchronized void amend(Amendment amendment, String file) {
        count(account(amendment.finding()).amend(amendment, file));
    }

    private AccountEvents account(Finding finding) {
        return accounts.computeIfAbsent(finding.account(), _ -> new AccountEvents(filter));
    }

    private void count(boolean isNew) {
        if (!isNew) {
            repeated++;
        }
    }

    /** Records of events that another record had told of. */
    synchronized long repeated() {
        return repeated;
    }

    /** Newest first. */
    synchronized List<Finding> judged(Review review) {
        List<Finding> all = new ArrayList<>();
        accounts.values().forEach(account -> all.addAll(account.judged(review)));
        all.sort(NEWEST_FIRST);
        return all;
    }
}
