package io.tamperwatch.event;

/**
 * CloudTrail's rule for readers: the major part must be the one they know, any minor part will do, since minor versions
 * only add members. The minor part is a number of its own: 1.10 comes after 1.9.
 */
final class EventVersion {

    private EventVersion() {}

    static boolean isReadable(String version) {
        if (!version.startsWith("1")) {
            return false;
        }
        if (version.length() == 1) {
            return true;
        }
        return version.charAt(1) == '.'
                && version.length() > 2
                && version.chars().skip(2).allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    /** The number behind the first dot of a readable version; 0 when there is none, many for one of absurd length. */
    static int minor(String version) {
        String[] parts = version.split("\\.", 3);
        String minor = parts.length < 2 ? "0" : parts[1];
        if (minor.isEmpty()) {
            return 0;
        }
        return minor.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(minor);
    }
}
