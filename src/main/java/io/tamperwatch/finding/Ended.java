package io.tamperwatch.finding;

/** How an attempt to end a suppression early went. */
public sealed interface Ended {

    /** It is ended now, by whoever asked for it. */
    record Done(Suppression suppression) implements Ended {}

    /** It was over before, ended or expired; nothing has changed. */
    record AlreadyOver(Suppression suppression) implements Ended {}

    /** There is no such suppression. */
    record Unknown() implements Ended {}
}
