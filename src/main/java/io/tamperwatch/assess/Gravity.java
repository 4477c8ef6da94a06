package io.tamperwatch.assess;

import io.tamperwatch.catalogue.Severity;
import java.util.List;

/** From a base severity and the points of the signals to how grave a finding is. */
final class Gravity {

    /** Points that make one step of severity. */
    static final int STEP = 2;

    /** Gravest first. */
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    private Gravity() {}

    /** @param mayFall whether it may fall below medium, which only the operator's own word allows */
    static Severity of(Severity base, int points, boolean mayFall) {
        int mildest = SEVERITIES.size() - 1;
        int start = SEVERITIES.indexOf(base);
        int lowest = mayFall ? mildest : Math.max(start, SEVERITIES.indexOf(Severity.MEDIUM));
        return SEVERITIES.get(Math.clamp(start - points / STEP, 0, lowest));
    }
}
