package io.tamperwatch.inventory;

/** What AWS answered to one request. */
public sealed interface Reply<T> {

    record Is<T>(T value) implements Reply<T> {}

    /** There is no such thing (any more). */
    record Absent<T>() implements Reply<T> {}

    /**
     * The product's permissions do not suffice.
     *
     * @param permission what is missing, {@code iam:ListRoles}
     */
    record Refused<T>(String permission) implements Reply<T> {}

    /** Too many requests, of whomever: worth repeating after a while. */
    record Throttled<T>() implements Reply<T> {}

    /** No answer, or an error of AWS's own: worth repeating. */
    record Unavailable<T>(String why) implements Reply<T> {}

    /** Repeating will not help: credentials that do not work, a request AWS does not take. */
    record Failed<T>(String why) implements Reply<T> {}
}
