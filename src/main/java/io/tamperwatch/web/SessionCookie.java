package io.tamperwatch.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cookie a browser keeps its session in. Only this host gets it, over TLS, and no script reads it. A browser on the same
 * machine may reach the product without TLS: there the cookie has another name and is not {@code Secure}, since not every
 * browser sends secure cookies to a loopback name.
 *
 * <p>{@code Lax}: with {@code Strict} whoever follows a link from an alert would be asked to log in each time. Nothing is
 * changed by following a link, and forms are protected by {@link Forms}.
 */
final class SessionCookie {

    private static final String NAME = "__Host-tamperwatch";
    private static final String NAME_WITHOUT_TLS = "tamperwatch-loopback";

    private SessionCookie() {}

    /** What the browser sent; null when it sent nothing. */
    static @Nullable String text(HttpServerRequest request) {
        Cookie cookie = request.getCookie(isLoopbackWithoutTls(request) ? NAME_WITHOUT_TLS : NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    static void set(HttpServerRequest request, String text, Duration age) {
        boolean secure = !isLoopbackWithoutTls(request);
        request.response()
                .addCookie(Cookie.cookie(secure ? NAME : NAME_WITHOUT_TLS, text)
                        .setPath("/")
                        .setSecure(secure)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setMaxAge(age.toSeconds()));
    }

    private static boolean isLoopbackWithoutTls(HttpServerRequest request) {
        return !"https".equals(request.scheme()) && HttpGuard.isForLoopback(request.authority());
    }
}
