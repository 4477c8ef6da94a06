package io.tamperwatch.web;

/** A finding cannot be moved as the caller asks. */
final class RefusedMove extends RuntimeException {

    private final transient Problem problem;

    RefusedMove(Problem problem) {
        super("move refused", null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
