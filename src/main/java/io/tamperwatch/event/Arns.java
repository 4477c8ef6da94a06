package io.tamperwatch.event;

import org.jspecify.annotations.Nullable;

/** Takes apart {@code arn:partition:service:region:account:resource}. */
final class Arns {

    private static final int PARTS = 6;

    private Arns() {}

    /** The name of the user, role or other principal, without path and session name; null when there is none. */
    static @Nullable String name(@Nullable String arn) {
        String[] parts = parts(arn);
        if (parts.length < PARTS) {
            return null;
        }
        String[] resource = parts[PARTS - 1].split("/", -1);
        // assumed-role/<role>/<session>: the session's name is the caller's choice
        int at = resource.length > 1 && resource[0].equals("assumed-role") ? 1 : resource.length - 1;
        return resource[at].isBlank() ? null : resource[at];
    }

    /** The last part of the ARN of a session or federated user; null for everybody else. */
    static @Nullable String sessionName(@Nullable String arn) {
        String[] parts = parts(arn);
        if (parts.length < PARTS || !parts[2].equals("sts")) {
            return null;
        }
        int slash = parts[PARTS - 1].lastIndexOf('/');
        String name = parts[PARTS - 1].substring(slash + 1);
        return slash < 0 || name.isBlank() ? null : name;
    }

    /** The twelve digits; null when the ARN carries none. */
    static @Nullable String accountId(@Nullable String arn) {
        String[] parts = parts(arn);
        return parts.length < PARTS || parts[4].isEmpty() ? null : parts[4];
    }

    private static String[] parts(@Nullable String arn) {
        return arn == null || !arn.startsWith("arn:") ? new String[0] : arn.split(":", PARTS);
    }
}
