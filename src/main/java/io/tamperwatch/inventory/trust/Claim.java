package io.tamperwatch.inventory.trust;

/** What is known of a condition key's value in a request. */
sealed interface Claim {

    /** Its one value. */
    record Known(String value) implements Claim {}

    /** The request does not have the key. */
    record Absent() implements Claim {}

    /** It has one value, whichever. */
    record Present() implements Claim {}

    /** Anything, or nothing. */
    record Unknown() implements Claim {}
}
