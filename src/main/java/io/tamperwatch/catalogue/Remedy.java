package io.tamperwatch.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way back or one way to prevent the next event, by three routes. The commands use the inputs as variables; in the
 * console's steps {@code {NAME}} stands for one.
 *
 * @param id unique in the catalogue, never reused
 * @param purpose where it stands in the runbook's order
 * @param why what it achieves, and what it does not
 * @param onlyWhen places in a finding, each with the values that make the remedy fit; one that is not recorded rules
 *     nothing out
 * @param inputs values that the commands need
 * @param console numbered steps in the AWS console
 * @param cli AWS CLI commands in bash; an input of any form but plain is JSON text there
 * @param python a boto3 fragment
 * @param notUndone what stays different afterwards; null when nothing does or nothing is undone
 * @param rollback how to take the remedy itself back; null when it changes nothing
 */
public record Remedy(
        String id,
        String title,
        Purpose purpose,
        String why,
        Map<String, List<String>> onlyWhen,
        List<RemedyInput> inputs,
        List<String> console,
        String cli,
        String python,
        @Nullable String notUndone,
        @Nullable String rollback) {

    /** The order in which a responder takes remedies. */
    public enum Purpose {
        CONTAIN,
        UNDO,
        VERIFY,
        PREVENT
    }

    public Remedy {
        onlyWhen = Map.copyOf(new LinkedHashMap<>(onlyWhen));
        inputs = List.copyOf(inputs);
        console = List.copyOf(console);
    }

    /** A remedy that fits every finding and needs nothing of it. */
    public Remedy(
            String id, String title, Purpose purpose, String why, List<String> console, String cli, String python) {
        this(id, title, purpose, why, Map.of(), List.of(), console, cli, python, null, null);
    }

    /** Whether it changes something, so that there is something to take back. */
    public boolean changes() {
        return rollback != null;
    }
}
