package io.tamperwatch.watch;

/**
 * What one lookup filters by: LookupEvents takes a single attribute.
 *
 * @param value an event name such as {@code DeleteSigningCertificate}, or an event source such as {@code
 *     iam.amazonaws.com}
 */
public record Reading(By by, String value) {

    /** The lookup attributes the product reads by. */
    public enum By {
        EVENT_NAME,
        EVENT_SOURCE
    }

    public static Reading eventName(String name) {
        return new Reading(By.EVENT_NAME, name);
    }

    @Override
    public String toString() {
        return (by == By.EVENT_NAME ? "EventName=" : "EventSource=") + value;
    }
}
