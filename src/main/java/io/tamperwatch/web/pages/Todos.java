package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.remediation.Remediation;
import io.tamperwatch.remediation.Step;
import io.tamperwatch.web.pages.FindingView.MissingRow;
import io.tamperwatch.web.pages.FindingView.RemedyGroup;
import io.tamperwatch.web.pages.FindingView.RemedyRow;
import io.tamperwatch.web.pages.FindingView.Todo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What to do, in the order in which it is done. */
final class Todos {

    static final Todo NONE = new Todo(null, null, List.of(), List.of(), null);

    private static final int LONGEST = 2_000;

    /** Steps of one purpose: more would make the page heavy. */
    private static final int MOST_OF_A_CHECK = 6;

    private Todos() {}

    /** About one finding, with its own names. */
    static Todo of(Remediation remediation) {
        return of(remediation, Integer.MAX_VALUE, FindingsView.href(remediation.findingId()));
    }

    /**
     * About a check of the posture, with the names of what it fails for. All steps are in the scripts; the page has some of
     * each purpose.
     *
     * @param href where the check is
     */
    static Todo of(Remediation remediation, String href) {
        return of(remediation, MOST_OF_A_CHECK, href);
    }

    private static Todo of(Remediation remediation, int most, String href) {
        return new Todo(
                remediation.looks().sentence(),
                remediation.nothingToUndo(),
                Stream.concat(
                                remediation.notes().stream().map(note -> Shown.text(note, LONGEST)),
                                leftOut(remediation, most).stream())
                        .toList(),
                groups(purpose ->
                        steps(remediation, purpose).limit(most).map(Todos::row).toList()),
                "/api/v1" + href + "/remediation?format=");
    }

    private static Stream<Step> steps(Remediation remediation, Remedy.Purpose purpose) {
        return remediation.steps().stream().filter(step -> step.purpose() == purpose);
    }

    private static Optional<String> leftOut(Remediation remediation, int most) {
        long more = Arrays.stream(Remedy.Purpose.values())
                .mapToLong(purpose -> Math.max(0, steps(remediation, purpose).count() - most))
                .sum();
        return more == 0 ? Optional.empty() : Optional.of(more + " more steps are in the scripts.");
    }

    /** About every finding of a kind, with names to be filled in. */
    static Todo of(Detection detection) {
        return of(detection.remedies());
    }

    /** With names to be filled in. */
    static Todo of(List<Remedy> remedies) {
        return new Todo(
                null,
                null,
                List.of(),
                groups(purpose -> remedies.stream()
                        .filter(remedy -> remedy.purpose() == purpose)
                        .map(Todos::row)
                        .toList()),
                null);
    }

    private static List<RemedyGroup> groups(Function<Remedy.Purpose, List<RemedyRow>> rows) {
        return Arrays.stream(Remedy.Purpose.values())
                .map(purpose -> new RemedyGroup(title(purpose), hint(purpose), rows.apply(purpose)))
                .filter(group -> !group.remedies().isEmpty())
                .toList();
    }

    private static RemedyRow row(Remedy remedy) {
        Step step = Step.unfilled(remedy);
        return new RemedyRow(
                remedy.id(),
                remedy.title(),
                remedy.why(),
                remedy.console(),
                ScriptText.html(step.cli().strip()),
                ScriptText.html(step.python().strip()),
                remedy.notUndone(),
                null,
                List.of());
    }

    private static RemedyRow row(Step step) {
        return new RemedyRow(
                step.id(),
                step.title(),
                step.why(),
                step.console().stream().map(line -> Shown.text(line, LONGEST)).toList(),
                ScriptText.html(step.cli().strip()),
                ScriptText.html(step.python().strip()),
                Shown.nullable(step.notUndone()),
                Shown.nullable(step.rollback()),
                step.missing().stream()
                        .map(one -> new MissingRow(one.name(), one.need()))
                        .toList());
    }

    private static String title(Remedy.Purpose purpose) {
        return switch (purpose) {
            case CONTAIN -> "Contain";
            case UNDO -> "Undo";
            case VERIFY -> "Verify";
            case PREVENT -> "Prevent";
        };
    }

    private static String hint(Remedy.Purpose purpose) {
        return switch (purpose) {
            case CONTAIN -> "if it was not authorised, stop whoever did it";
            case UNDO -> "bring back what was lost";
            case VERIFY -> "see that it holds";
            case PREVENT -> "tomorrow, in daylight";
        };
    }
}
