package io.tamperwatch.event;

/** What may serve as an event's identity: it becomes a key in stores and a part of addresses. */
final class EventId {

    private static final int MAX_LENGTH = 128;

    private EventId() {}

    /** CloudTrail writes GUIDs; any short word of ASCII letters, digits, hyphens and underscores is taken. */
    static boolean isOne(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }
}
