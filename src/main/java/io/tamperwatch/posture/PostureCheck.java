package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A rule about the standing state of an account.
 *
 * @param id unique, never reused
 * @param title what is so when the check passes
 * @param why what it matters for
 * @param severity how grave it is when the check fails
 * @param controls standards that ask for the same; empty where none does
 * @param remedies ids of the catalogue's remedies, in the order to take them
 * @param judge the rule itself; pure
 */
public record PostureCheck(
        String id,
        String title,
        String why,
        Severity severity,
        List<Control> controls,
        List<String> remedies,
        Function<AccountState, Verdict> judge) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public PostureCheck {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a check's id is kebab-case: " + id);
        }
        controls = List.copyOf(controls);
        remedies = List.copyOf(remedies);
    }
}
