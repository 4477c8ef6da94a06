package io.tamperwatch.web.pages;

import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standing state of the accounts. */
record PostureView(List<Account> accounts) {

    /** Named on the page; the API has more. */
    private static final int MOST_OFFENDERS = 20;

    PostureView {
        accounts = List.copyOf(accounts);
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

    /** How one check stands. */
    record Check(
            String title,
            String why,
            String status,
            String label,
            String severity,
            Shown.Time since,
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

    static Check check(PostureState state, PostureCheck check, Instant now) {
        int more = state.offenderCount()
                - Math.min(MOST_OFFENDERS, state.offenders().size());
        return new Check(
                check.title(),
                check.why(),
                state.status().label(),
                label(state.status()),
                check.severity().label(),
                Shown.Time.of(state.since(), now),
                Shown.text(state.evidence()),
                state.offenders().stream()
                        .limit(MOST_OFFENDERS)
                        .map(offender -> new OffenderRow(Shown.text(offender.name()), Shown.text(offender.why())))
                        .toList(),
                more > 0 ? more + " more; GET /api/v1/posture names them" : null,
                state.missing().isEmpty() ? null : String.join(", ", state.missing()),
                check.controls().stream()
                        .map(control -> control.standard() + " " + control.id())
                        .toList());
    }

    private static String label(Status status) {
        return switch (status) {
            case PASS -> "Passes";
            case FAIL -> "Fails";
            case UNKNOWN -> "Not known";
        };
    }
}
