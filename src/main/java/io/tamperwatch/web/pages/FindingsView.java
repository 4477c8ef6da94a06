package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of findings.
 *
 * @param here the page's own path and query, to come back to
 * @param older the next page; null on the last one
 * @param newest the first page; null on the first one
 * @param exports everything that matches, in each format
 * @param empty what to say when there is nothing to list; null otherwise
 */
record FindingsView(
        String here,
        FilterForm filter,
        WatchState watching,
        List<Group> groups,
        @Nullable String older,
        @Nullable String newest,
        @Nullable Empty empty,
        List<Export> exports) {

    FindingsView {
        groups = List.copyOf(groups);
        exports = List.copyOf(exports);
    }

    /** All that match, in one format. */
    record Export(String label, String href) {}

    /** Findings that want the same of whoever looks. */
    record Group(
            String id,
            String title,
            String hint,
            List<Row> rows,
            @Nullable String all) {

        Group {
            rows = List.copyOf(rows);
        }
    }

    /** One finding on one line. */
    record Row(
            String id,
            String href,
            String severity,
            Life life,
            Sentence sentence,
            List<String> marks,
            Shown.Time occurred,
            String account,
            String region,
            @Nullable String source) {

        Row {
            marks = List.copyOf(marks);
        }

        static Row of(Finding finding, Instant now) {
            return new Row(
                    finding.id(),
                    FindingsView.href(finding.id()),
                    finding.severity().label(),
                    Life.of(finding, now),
                    Sentence.of(finding).brief(),
                    marks(finding),
                    Shown.Time.of(finding.occurredAt(), now),
                    finding.account(),
                    finding.region(),
                    Shown.cutNullable(Shown.nullable(finding.origin().sourceAddress())));
        }

        private static List<String> marks(Finding finding) {
            List<String> marks = new ArrayList<>();
            if (finding.outcome() != Outcome.SUCCEEDED) {
                marks.add(finding.outcome().label());
            }
            if (finding.change() == Change.NO_OP && finding.outcome() == Outcome.SUCCEEDED) {
                marks.add("nothing changed");
            }
            finding.signals().stream()
                    .filter(signal -> signal.weight() > 0)
                    .limit(3)
                    .map(signal -> Shown.words(signal.code()))
                    .forEach(marks::add);
            return marks;
        }
    }

    /** Nothing to list, and what that means. */
    record Empty(
            String title,
            String text,
            @Nullable String href,
            @Nullable String link) {}

    static String href(String id) {
        return "/findings/" + FilterForm.inPath(id);
    }

    static String title(Status status) {
        return switch (status) {
            case OPEN -> "Nobody has these yet";
            case ACKNOWLEDGED -> "In hand";
            case RESOLVED -> "Resolved";
            case SUPPRESSED -> "Expected";
        };
    }
}
