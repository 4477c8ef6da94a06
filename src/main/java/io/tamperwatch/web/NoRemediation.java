package io.tamperwatch.web;

/** A finding for which the catalogue in use has no remedies. */
class NoRemediation extends RuntimeException {

    NoRemediation() {
        super("no remedies for this finding", null, false, false);
    }

    Problem problem() {
        return Problem.of(
                "no-remediation",
                "No remediation",
                404,
                "The catalogue in use has no remedies for this finding: its detection is not watched any more or has"
                        + " none.");
    }
}
