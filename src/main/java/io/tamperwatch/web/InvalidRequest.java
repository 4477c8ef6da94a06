package io.tamperwatch.web;

import java.util.List;

/** The caller's request cannot be accepted; says which parts and what would be. */
public final class InvalidRequest extends RuntimeException {

    private final transient List<Problem.Invalid> errors;

    InvalidRequest(List<Problem.Invalid> errors) {
        super("invalid request", null, false, false);
        this.errors = List.copyOf(errors);
    }

    InvalidRequest(String field, String value, String allowed) {
        this(List.of(new Problem.Invalid(field, value, allowed)));
    }

    /** What is wrong, one thing a line, for people. */
    public List<String> sentences() {
        return errors.stream()
                .map(error -> error.field() + " = \"" + error.value() + "\" cannot be accepted: " + error.allowed())
                .toList();
    }

    Problem problem() {
        return Problem.invalid(errors);
    }
}
