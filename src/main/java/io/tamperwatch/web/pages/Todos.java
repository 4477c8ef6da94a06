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
import java.util.function.Function;

/** What to do, in the order in which it is done. */
final class Todos {

    static final Todo NONE = new Todo(null, null, List.of(), List.of(), null);

    private static final int LONGEST = 2_000;

    private Todos() {}

    /** About one finding, with its own names. */
    static Todo of(Remediation remediation) {
        return new Todo(
                remediation.looks().sentence(),
                remediation.nothingToUndo(),
                remediation.notes().stream()
                        .map(note -> Shown.text(note, LONGEST))
                        .toList(),
                groups(purpose -> remediation.steps().stream()
                        .filter(step -> step.purpose() == purpose)
                        .map(Todos::row)
                        .toList()),
                "/api/v1" + FindingsView.href(remediation.findingId()) + "/remediation?format=");
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
        return new RemedyRow(
                remedy.id(),
                remedy.title(),
                remedy.why(),
                remedy.console(),
                remedy.cli().strip(),
                remedy.python().strip(),
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
                step.cli().strip(),
                step.python().strip(),
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
