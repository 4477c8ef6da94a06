package io.tamperwatch.web.pages;

import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The standing state of the accounts.
 *
 * @param accounts told in full; none when there are too many for that
 * @param rows the same accounts, a line each; none when they are told in full
 * @param more accounts that are not listed; null when all are
 * @param chosen the one account the page is narrowed down to; null when it is not
 */
record PostureView(
        List<Account> accounts,
        List<AccountRow> rows,
        @Nullable String more,
        @Nullable String chosen) {

    private static final int LONGEST_NAME = 120;

    PostureView {
        accounts = List.copyOf(accounts);
        rows = List.copyOf(rows);
    }

    /** One account on one line. */
    record AccountRow(String href, String name, String status, String label, String summary, List<String> failing) {

        AccountRow {
            failing = List.copyOf(failing);
        }
    }

    /**
     * One account.
     *
     * @param checks what fails first, the gravest of it first; empty until it has been looked at
     */
    record Account(String name, String summary, List<Check> checks) {

        Account {
            checks = List.copyOf(checks);
        }
    }

    /**
     * How one check stands.
     *
     * @param href the page about it, with what to do
     */
    record Check(
            String href,
            String title,
            String why,
            String status,
            String label,
            String severity,
            Shown.Time since,
            Shown.Time checked,
            String evidence,
            List<OffenderRow> offenders,
            @Nullable String more,
            @Nullable String missing,
            List<String> controls) {

        Check {
            offenders = List.copyOf(offenders);
            controls = List.copyOf(controls);
        }
    }

    /** One thing a check fails for. */
    record OffenderRow(String name, String why) {}

    /** One check in one account, with what to do. */
    record Entry(String account, String accountHref, Check check, FindingView.Todo todo) {}

    static String href(String account) {
        return "/posture?account=" + FilterForm.encoded(account);
    }

    static String href(PostureState state, PostureCheck check) {
        return "/posture/" + FilterForm.inPath(state.account()) + "/" + check.id();
    }

    /** @param most how many offenders are named */
    static Check check(PostureState state, PostureCheck check, int most, Instant now) {
        int more = state.offenderCount() - Math.min(most, state.offenders().size());
        return new Check(
                href(state, check),
                check.title(),
                check.why(),
                state.status().label(),
                label(state.status()),
                check.severity().label(),
                Shown.Time.of(state.since(), now),
                Shown.Time.of(state.checkedAt(), now),
                Shown.text(state.evidence()),
                state.offenders().stream()
                        .limit(most)
                        .map(offender -> new OffenderRow(
                                Shown.cut(Shown.text(offender.name()), LONGEST_NAME),
                                Shown.cut(Shown.text(offender.why()), LONGEST_NAME)))
                        .toList(),
                more > 0 ? "and " + more + " more" : null,
                state.missing().isEmpty() ? null : String.join(", ", state.missing()),
                check.controls().stream()
                        .map(control -> control.standard() + " " + control.id())
                        .toList());
    }

    static String label(Status status) {
        return switch (status) {
            case PASS -> "Passes";
            case FAIL -> "Fails";
            case UNKNOWN -> "Not known";
        };
    }
}
