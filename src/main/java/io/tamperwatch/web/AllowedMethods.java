package io.tamperwatch.web;

import java.util.List;
import java.util.regex.Pattern;

/** Which methods a path takes, where the framework does not tell; a test holds this to the API's description. */
final class AllowedMethods {

    private static final Pattern STEP = Pattern.compile(".*/findings/[^/]+/(acknowledge|resolve|reopen)/?");
    private static final List<String> STEPS = List.of("POST", "OPTIONS");
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    private AllowedMethods() {}

    static List<String> of(String path) {
        if (STEP.matcher(path).matches()) {
            return STEPS;
        }
        if (path.endsWith("/suppressions")) {
            return List.of("GET", "HEAD", "POST", "OPTIONS");
        }
        if (path.endsWith("/redeliver")) {
            return List.of("POST", "OPTIONS");
        }
        return path.contains("/suppressions/") ? List.of("DELETE", "OPTIONS") : READING;
    }

    /** Whether it is the method that is wrong with a request for which no REST method was found. */
    static boolean refuse(String path, String method) {
        return STEP.matcher(path).matches() && !STEPS.contains(method);
    }
}
