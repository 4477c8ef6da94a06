package io.tamperwatch.finding;

/** How an attempt to move a finding ended. */
public sealed interface Moved {

    /** It moved. */
    record Done(Finding finding) implements Moved {}

    /** It was there already; nothing has changed, not even its history. */
    record AlreadyThere(Finding finding) implements Moved {}

    /** The move cannot be made from where the finding stands. */
    record Illegal(Status from) implements Moved {}

    /** The finding is not what the caller has seen. */
    record Stale() implements Moved {}

    /** There is no such finding. */
    record Unknown() implements Moved {}
}
