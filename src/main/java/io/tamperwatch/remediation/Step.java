package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a remediation with the finding's values in it. Everything here is plain text: whoever shows it escapes it.
 *
 * @param id the remedy's in the catalogue; names the step on a script's command line
 * @param why what it achieves, and what it does not
 * @param console numbered steps in the AWS console
 * @param cli to paste into a terminal: the values, then the commands, in a bash of their own that holds to the account and
 *     the Region; complete by itself, without the questions of the whole script
 * @param python the same with boto3, as one function that is called
 * @param notUndone what stays different afterwards
 * @param rollback how to take the step back; null when it changes nothing
 * @param missing what the commands need and nobody but their user knows
 */
public record Step(
        String id,
        String title,
        Remedy.Purpose purpose,
        String why,
        List<String> console,
        String cli,
        String python,
        @Nullable String notUndone,
        @Nullable String rollback,
        List<Missing> missing) {

    /**
     * A value to be provided.
     *
     * @param name the variable
     * @param need what it is and where to find it
     */
    public record Missing(String name, String need) {}

    public Step {
        console = List.copyOf(console);
        missing = List.copyOf(missing);
    }

    /** Whether it changes something in the account. */
    public boolean changes() {
        return rollback != null;
    }

    /** A remedy with nothing filled in: everything it needs, and the account, are missing values. */
    public static Step unfilled(Remedy remedy) {
        Places nowhere = place -> null;
        Filled filled =
                new Filled(remedy, remedy.inputs().stream().map(nowhere::give).toList());
        return of(filled, null, "");
    }

    /**
     * @param accountId twelve digits; null when it is not known
     * @param region empty when it is not known
     */
    static Step of(Filled filled, @Nullable String accountId, String region) {
        Remedy remedy = filled.remedy();
        List<Given> inputs = filled.inputs();
        return new Step(
                filled.id(),
                filled.title(),
                remedy.purpose(),
                remedy.why(),
                remedy.console().stream().map(step -> Shown.text(step, inputs)).toList(),
                new BashStep(filled, accountId, region).text(),
                new PythonStep(filled, accountId, region).text(),
                remedy.notUndone(),
                remedy.rollback() == null ? null : Shown.command(remedy.rollback(), inputs),
                filled.unknown().stream()
                        .map(given -> new Missing(given.name(), given.input().need()))
                        .toList());
    }
}
