package io.tamperwatch.watch;

/**
 * What one lookup filters by: LookupEvents takes a single attribute.
 *
 * @param value an event name such as {@code DeleteSigningCertificate}, an access key id, whatever the attribute takes
 */
public record Reading(By by, String value) {

    /** The lookup attributes the product reads by: events by their name, sessions by the others. */
    public enum By {
        EVENT_NAME("EventName"),
        EVENT_ID("EventId"),
        EVENT_SOURCE("EventSource"),
        RESOURCE_NAME("ResourceName"),
        ACCESS_KEY_ID("AccessKeyId"),
        USERNAME("Username");

        private final String attribute;

        By(String attribute) {
            this.attribute = attribute;
        }

        /** AWS's name for it. */
        public String attribute() {
            return attribute;
        }
    }

    public static Reading eventName(String name) {
        return new Reading(By.EVENT_NAME, name);
    }

    @Override
    public String toString() {
        return by.attribute() + "=" + value;
    }
}
