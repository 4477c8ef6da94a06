package io.tamperwatch.web;

import java.util.List;
import java.util.regex.Pattern;

/** Which methods a path takes, where the framework does not tell; a test holds this to the API's description. */
final class AllowedMethods {

    /** Paths and what they take. */
    private record Route(Pattern path, List<String> methods) {

        static Route of(String path, String... methods) {
            return new Route(Pattern.compile("(?:/api/v1)?" + path + "/?"), List.of(methods));
        }
    }

    private static final String ONE = "/[^/]+";
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    private static final List<Route> ROUTES = List.of(
            Route.of("/findings" + ONE + "/(?:acknowledge|resolve|reopen)", "POST", "OPTIONS"),
            Route.of("/deliveries(?:" + ONE + ")?/redeliver", "POST", "OPTIONS"),
            Route.of("/suppressions", "GET", "HEAD", "POST", "OPTIONS"),
            Route.of("/suppressions" + ONE, "DELETE", "OPTIONS"),
            Route.of("/findings(?:" + ONE + "(?:/evidence|/remediation)?)?", "GET", "HEAD", "OPTIONS"),
            Route.of("/posture" + ONE + ONE + "/remediation", "GET", "HEAD", "OPTIONS"),
            Route.of("/catalogue(?:" + ONE + ")?", "GET", "HEAD", "OPTIONS"));

    private AllowedMethods() {}

    static List<String> of(String path) {
        return ROUTES.stream()
                .filter(route -> route.path().matcher(path).matches())
                .findFirst()
                .map(Route::methods)
                .orElse(READING);
    }

    /** Whether it is the method that is wrong with a request for which no REST method was found. */
    static boolean refuse(String path, String method) {
        return ROUTES.stream()
                .filter(route -> route.path().matcher(path).matches())
                .findFirst()
                .filter(route -> !route.methods().contains(method))
                .isPresent();
    }
}
