package io.tamperwatch.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What Quarkus keeps in a browser while it logs in. Once there is a session of ours it is of no use. */
final class OpenIdCookies {

    private static final String PREFIX = "q_session";

    private OpenIdCookies() {}

    static void remove(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> names = request.cookies().stream()
                .map(cookie -> cookie.getName())
                .filter(name -> name.startsWith(PREFIX))
                .distinct()
                .toList();
        for (String name : names) {
            var cookie = context.response().removeCookie(name, true);
            if (cookie != null) {
                cookie.setPath(OpenIdProvider.LOGIN);
            }
        }
    }
}
