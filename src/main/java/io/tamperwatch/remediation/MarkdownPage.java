package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Remedy.Purpose;
import java.util.Locale;

/**
 * The three routes for reading. Text around the scripts is escaped, so that a name cannot become a link, a picture or
 * HTML; scripts stand behind fences longer than anything in them.
 */
final class MarkdownPage {

    private final Remediation remediation;
    private final StringBuilder page = new StringBuilder();

    MarkdownPage(Remediation remediation) {
        this.remediation = remediation;
    }

    String text() {
        line("# Remediation").line("");
        line((remediation.looks() == Looks.STANDING ? "Check " : "Finding ") + escaped(remediation.findingId())
                        + account() + ".")
                .line("");
        remediation.notes().forEach(note -> line(escaped(note)).line(""));
        Purpose section = null;
        for (Step step : remediation.steps()) {
            if (step.purpose() != section) {
                section = step.purpose();
                line("## " + heading(section)).line("");
                if (section == Purpose.UNDO) {
                    line("**First:** " + escaped(remediation.looks().sentence()))
                            .line("");
                }
            }
            step(step);
        }
        return page.toString();
    }

    private String account() {
        return remediation.accountId() == null ? "" : ", account " + remediation.accountId();
    }

    private void step(Step step) {
        line("### " + escaped(step.title())).line("");
        line(escaped(step.why())).line("");
        if (step.notUndone() != null) {
            line("**Not undone by it:** " + escaped(step.notUndone())).line("");
        }
        step.missing()
                .forEach(one -> line("**Needed:** `%s`. %s".formatted(one.name(), escaped(one.need())))
                        .line(""));
        line("**Console**").line("");
        step.console().forEach(one -> line("1. " + escaped(one)));
        line("").line("**AWS CLI**").line("");
        fenced("bash", step.cli());
        line("**Python (boto3)**").line("");
        fenced("python", step.python());
        if (step.rollback() != null) {
            line("**To take it back:** " + escaped(step.rollback())).line("");
        }
    }

    private void fenced(String language, String script) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < script.length(); i++) {
            run = script.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(Math.max(3, longest + 1));
        line(fence + language).line(script.stripTrailing()).line(fence).line("");
    }

    private static String heading(Purpose purpose) {
        String word = purpose.name().toLowerCase(Locale.ROOT);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Everything Markdown or HTML gives a meaning gets a backslash or an entity; a line stays one line. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '\\', '`', '*', '_', '{', '}', '[', ']', '(', ')', '#', '!', '|', '~', '@', ':' ->
                    escaped.append('\\').append((char) c);
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        // where a bare host name becomes a link
        return escaped.toString().replaceAll("(?i)(www)\\.", "$1\\\\.");
    }

    private MarkdownPage line(String text) {
        page.append(text).append('\n');
        return this;
    }
}
