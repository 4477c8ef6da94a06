package io.tamperwatch.web;

import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What holds for every request on the API's port before and after REST: the Host guard, and problems for the rest. */
@Singleton
class HttpGuard {

    private static final Logger LOG = Logger.getLogger(HttpGuard.class);

    /** Above authentication's, so that a refused host learns nothing else. */
    private static final int FIRST = 10_000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Access access;
    private final ProblemWriter problems;

    HttpGuard(Access access, ProblemWriter problems) {
        this.access = access;
        this.problems = problems;
    }

    void guardHost(@Observes Filters filters) {
        if (access instanceof Access.Open open && open.loopbackOnly()) {
            filters.register(this::refuseForeignHost, FIRST);
        }
    }

    void guardOrigin(@Observes Filters filters) {
        filters.register(this::refuseForeignPages, FIRST - 1);
    }

    /** A page on the web can make a browser send a request here with whatever lets that browser in (CSRF). */
    private void refuseForeignPages(RoutingContext context) {
        if (READING.contains(context.request().method()) || !isFromForeignPage(context.request())) {
            context.next();
        } else {
            problems.end(context, Problem.crossSite());
        }
    }

    /** Browsers tell with one header or the other; programs send neither. */
    private static boolean isFromForeignPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.replaceFirst("^https?://", "").equals(request.getHeader(HttpHeaders.HOST));
    }

    /**
     * A page on the web can make its own name resolve to 127.0.0.1 and then read what is served there (DNS rebinding);
     * the Host header still names that page's host.
     */
    private void refuseForeignHost(RoutingContext context) {
        if (isForLoopback(context.request().authority())) {
            context.next();
        } else {
            problems.end(context, Problem.misdirected());
        }
    }

    static boolean isForLoopback(@Nullable HostAndPort authority) {
        return authority != null && Loopback.isLoopback(authority.host());
    }

    void answerTheRest(@Observes Router router) {
        router.route().last().handler(context -> problems.end(context, Problem.ofStatus(404)));
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        if (context.failure() instanceof AuthenticationRedirectException) {
            // where to is in the headers already
            context.response().end();
        } else if (context.failure() != null && context.statusCode() >= 500) {
            String id = UUID.randomUUID().toString();
            LOG.errorf(context.failure(), "request failed id=%s", id);
            problems.end(context, Problem.internal(id));
        } else {
            problems.end(context, Problem.ofStatus(context.statusCode()));
        }
    }
}
