package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Remedy.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do about one finding or one posture check, in order: contain, undo, verify, prevent. All text is plain: whoever shows it escapes it.
 */
public final class Remediation {

    private final String findingId;
    private final @Nullable String accountId;
    private final String region;
    private final Looks looks;
    private final @Nullable String nothingToUndo;
    private final List<String> notes;
    private final List<Filled> filled;
    private final List<Step> steps;

    Remediation(
            String findingId,
            @Nullable String accountId,
            String region,
            Looks looks,
            @Nullable String nothingToUndo,
            List<String> notes,
            List<Filled> filled) {
        this.findingId = findingId;
        this.accountId = accountId;
        this.region = region;
        this.looks = looks;
        this.nothingToUndo = nothingToUndo;
        this.notes = List.copyOf(notes);
        this.filled = List.copyOf(filled);
        this.steps = filled.stream().map(one -> Step.of(one, accountId, region)).toList();
    }

    /** The CloudTrail event id; {@code posture/} and the check's id when it is about one. */
    public String findingId() {
        return findingId;
    }

    /** Twelve digits: the account in which the steps apply; null when the finding does not say. */
    public @Nullable String accountId() {
        return accountId;
    }

    /** The Region of the event; empty when what is recorded is none. */
    public String region() {
        return region;
    }

    /** Whether the event looks meant. */
    public Looks looks() {
        return looks;
    }

    /** Why there is nothing to undo; null when there may be something. */
    public @Nullable String nothingToUndo() {
        return nothingToUndo;
    }

    /** What has to be known before the first step. */
    public List<String> notes() {
        return notes;
    }

    /** Those that fit this finding, in the order in which they are taken. */
    public List<Step> steps() {
        return steps;
    }

    /** All steps as one bash script, which asks before it changes anything. */
    public String bash() {
        return new BashScript(this).text();
    }

    /** All steps as one Python program, which asks before it changes anything. */
    public String python() {
        return new PythonScript(this).text();
    }

    /** All three routes for reading, as Markdown. */
    public String markdown() {
        return new MarkdownPage(this).text();
    }

    /** What is said before the first step that undoes something; null when there is none. */
    @Nullable
    String undoWarning() {
        return steps.stream().anyMatch(step -> step.purpose() == Purpose.UNDO) ? looks.sentence() : null;
    }

    List<Filled> filled() {
        return filled;
    }

    /** Every input once; the catalogue means the same by the same name. */
    List<Given> inputs() {
        Map<String, Given> byName = new LinkedHashMap<>();
        filled.forEach(one -> one.shared().forEach(given -> byName.putIfAbsent(given.name(), given)));
        return List.copyOf(byName.values());
    }
}
