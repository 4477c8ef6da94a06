package io.tamperwatch.catalogue;

import java.util.List;

/**
 * One way back or one way to prevent the next event, by three routes.
 *
 * @param id unique in the catalogue, never reused
 * @param purpose where it stands in the runbook's order
 * @param why what it achieves, and what it does not
 * @param console numbered steps in the AWS console
 * @param cli AWS CLI commands
 * @param python a boto3 fragment
 */
public record Remedy(
        String id, String title, Purpose purpose, String why, List<String> console, String cli, String python) {

    /** The order in which a responder takes remedies. */
    public enum Purpose {
        CONTAIN,
        UNDO,
        VERIFY,
        PREVENT
    }

    public Remedy {
        console = List.copyOf(console);
    }
}
