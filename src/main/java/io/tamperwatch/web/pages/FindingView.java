package io.tamperwatch.web.pages;

import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to tell about one finding.
 *
 * @param ending what came of the call
 * @param gist what that comes to; null while it is not known
 * @param late how long after the event it was detected
 * @param told what the last attempt to do something came to; null when there was none
 * @param record the record for reading; null for callers who may not see it
 */
record FindingView(
        String id,
        String href,
        String title,
        String detection,
        String severity,
        Life life,
        Sentence sentence,
        String ending,
        @Nullable String gist,
        Shown.Time occurred,
        Shown.Time detected,
        String late,
        @Nullable Told told,
        List<Facts> facts,
        @Nullable ImpactView impact,
        List<SignalRow> signals,
        List<ScenarioRow> scenarios,
        Todo todo,
        @Nullable TraceView trace,
        List<HistoryRow> history,
        @Nullable Explanation explanation,
        @Nullable RecordText record) {

    FindingView {
        facts = List.copyOf(facts);
        signals = List.copyOf(signals);
        scenarios = List.copyOf(scenarios);
        history = List.copyOf(history);
    }

    /** What to tell whoever tried something. */
    record Told(String title, String text) {}

    /** Some facts under one heading. */
    record Facts(String title, List<Fact> facts) {

        Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One fact.
     *
     * @param note what to keep in mind about it; null when it speaks for itself
     * @param exact whether the value is a name to be read letter by letter
     * @param search a list of findings with the same; null where that makes no sense
     */
    record Fact(
            String label,
            String value,
            @Nullable String note,
            boolean exact,
            @Nullable String search) {}

    /** One signal: which way it points, how much, and why. */
    record SignalRow(String label, String weight, boolean graver, String why) {}

    /** One scenario held against the finding. */
    record ScenarioRow(String title, String fit, String fitLabel, String why) {}

    /**
     * What to do.
     *
     * @param looks whether it looks meant, to be read before anything is undone; null where no finding is spoken of
     * @param notes what has to be known before the first step
     * @param scripts where whole scripts are served; null where there are none
     */
    record Todo(
            @Nullable String looks,
            @Nullable String nothingToUndo,
            List<String> notes,
            List<RemedyGroup> groups,
            @Nullable String scripts) {

        Todo {
            notes = List.copyOf(notes);
            groups = List.copyOf(groups);
        }
    }

    /** How the session began and what else it did. */
    record TraceView(
            String title,
            String why,
            List<LinkRow> links,
            @Nullable String activity,
            List<DeedRow> deeds) {

        TraceView {
            links = List.copyOf(links);
            deeds = List.copyOf(deeds);
        }
    }

    /** One event that issued credentials. */
    record LinkRow(
            Shown.Time at,
            String event,
            String caller,
            @Nullable String role,
            @Nullable String source) {}

    /** Calls that are alike. */
    record DeedRow(String event, String outcome, boolean failed, int count, Shown.Time last) {}

    /** Remedies that serve the same end. */
    record RemedyGroup(String purpose, String hint, List<RemedyRow> remedies) {

        RemedyGroup {
            remedies = List.copyOf(remedies);
        }
    }

    /** One remedy, by three routes. */
    record RemedyRow(
            String id,
            String title,
            String why,
            List<String> console,
            RawString cli,
            RawString python,
            @Nullable String notUndone,
            @Nullable String rollback,
            List<MissingRow> missing) {

        RemedyRow {
            console = List.copyOf(console);
            missing = List.copyOf(missing);
        }
    }

    /** A value only whoever runs the commands knows. */
    record MissingRow(String name, String need) {}

    /** One thing that happened to the finding. */
    record HistoryRow(
            Shown.Time at,
            String what,
            @Nullable String who,
            @Nullable String note) {}

    /** What the catalogue says about such events. */
    record Explanation(String what, String why, List<String> techniques) {

        Explanation {
            techniques = List.copyOf(techniques);
        }
    }

    /** The raw record, perhaps cut. */
    record RecordText(String text, boolean cut) {}
}
