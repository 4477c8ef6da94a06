package io.tamperwatch.posture;

import java.time.Instant;
import java.util.List;

/**
 * How a check stands for an account.
 *
 * @param since when it came to stand so
 * @param checkedAt when it was last looked at
 * @param evidence one sentence: what was seen
 * @param offenders the first {@value #MOST_OFFENDERS}, ordered by name
 * @param offenderCount how many there are
 * @param missing permissions that are lacking to say more
 */
public record PostureState(
        String account,
        String check,
        Status status,
        Instant since,
        Instant checkedAt,
        String evidence,
        List<Offender> offenders,
        int offenderCount,
        List<String> missing) {

    /** How many offenders are kept by name. */
    public static final int MOST_OFFENDERS = 500;

    public PostureState {
        if (offenders.size() > MOST_OFFENDERS || offenderCount < offenders.size()) {
            throw new IllegalArgumentException("offenders: %d of %d".formatted(offenders.size(), offenderCount));
        }
        offenders = List.copyOf(offenders);
        missing = List.copyOf(missing);
    }
}
