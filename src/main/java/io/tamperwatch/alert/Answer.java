package io.tamperwatch.alert;

/** How telling somebody ended. */
sealed interface Answer {

    /** They have it. */
    record Accepted() implements Answer {}

    /** They will not have it as it is; the same again would be refused again, until something is put right. */
    record Refused(String reason) implements Answer {}

    /** They could not be asked, or ask to be asked later. */
    record Unavailable(String reason) implements Answer {}

    /** What a status means; a redirect is refused, since only the operator says where to send. */
    static Answer ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return new Accepted();
        }
        boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
        return later ? new Unavailable("HTTP status " + status) : new Refused("HTTP status " + status);
    }

    /** The word in metrics labels. */
    default String label() {
        return switch (this) {
            case Accepted accepted -> "accepted";
            case Refused refused -> "refused";
            case Unavailable unavailable -> "unavailable";
        };
    }

    /** Why it did not end well; empty when it did. */
    default String reason() {
        return switch (this) {
            case Accepted accepted -> "";
            case Refused refused -> refused.reason();
            case Unavailable unavailable -> unavailable.reason();
        };
    }
}
