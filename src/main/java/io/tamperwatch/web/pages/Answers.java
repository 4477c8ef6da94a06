package io.tamperwatch.web.pages;

import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.web.InvalidRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns what pages answer, and whatever stops them, into HTML. */
@Singleton
class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class);

    /** Everything from here, nothing inline, nothing in a frame, and forms go nowhere else. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Shells shells;

    Answers(Shells shells) {
        this.shells = shells;
    }

    /** An answer that only has to be sent. */
    record Rendered(
            int status,
            Map<String, String> headers,
            @Nullable String body) {

        void send(RoutingContext context) {
            HttpServerResponse response = context.response().setStatusCode(status);
            if (response.ended() || response.closed()) {
                return;
            }
            // a 304 too: browsers take its headers over to what they have kept
            response.putHeader("Content-Security-Policy", POLICY)
                    // with no-referrer browsers send "Origin: null" with our own forms, which looks foreign
                    .putHeader("Referrer-Policy", "same-origin");
            headers.forEach(response::putHeader);
            if (body == null) {
                response.end();
            } else {
                response.putHeader("Content-Type", "text/html; charset=utf-8").end(body);
            }
        }
    }

    /** Asks a page for its answer, if the caller may have it. */
    Rendered of(PageRequest request, String role, PageRoutes.Page page) {
        try {
            return rendered(mayCall(request, role) ? page.answer(request) : forbidden(request));
        } catch (InvalidRequest refused) {
            return rendered(problem(request, 400, "That cannot be asked", refused.sentences()));
        } catch (StoreUnavailable unavailable) {
            LOG.debug("store unavailable for a page", unavailable);
            return rendered(storeAway(request));
        } catch (RuntimeException failure) {
            String id = UUID.randomUUID().toString();
            LOG.errorf(failure, "page failed id=%s", id);
            return rendered(failed(request, id));
        }
    }

    private static boolean mayCall(PageRequest request, String role) {
        return role.equals(PageRoutes.EVERYBODY) || request.caller().hasRole(role);
    }

    private static Rendered rendered(Reply reply) {
        return switch (reply) {
            case Reply.Page page ->
                new Rendered(page.status(), tag(page.version()), page.content().render());
            case Reply.Same same -> new Rendered(304, tag(same.version()), null);
            case Reply.SeeOther there -> new Rendered(303, Map.of("Location", there.location()), null);
        };
    }

    /** Kept by the browser, and asked for again each time whether it still holds. */
    private static Map<String, String> tag(@Nullable String version) {
        return version == null
                ? Map.of()
                : Map.of("ETag", "W/\"" + version + '"', "Cache-Control", "private, no-cache", "Vary", "Cookie");
    }

    private Reply forbidden(PageRequest request) {
        return problem(
                request,
                403,
                "Your role does not allow this",
                List.of("Viewers read; responders and admins change things. Nothing was changed."));
    }

    Reply strangeForm(PageRequest request) {
        return problem(
                request,
                403,
                "This form is out of date",
                List.of(
                        "It was made for another session, or before the service was started anew. Nothing was changed.",
                        "Go back, load the page again, and send it once more."));
    }

    Reply notFound(PageRequest request, String what) {
        return problem(
                request,
                404,
                what,
                List.of("Check the address. Findings stay, unless tamperwatch.retention.resolved-after has them taken"
                        + " away some time after they were resolved."));
    }

    private Reply storeAway(PageRequest request) {
        return new Reply.Page(
                503,
                Templates.problem(
                        shells.of("Store unavailable", request),
                        new ProblemView(
                                503,
                                "The store cannot be reached",
                                List.of(
                                        "Findings cannot be read or changed right now. CloudTrail keeps its events for"
                                                + " 90 days: what happens meanwhile is read when the store is back.",
                                        "Look at the log, and at /q/health/ready on the management port. This page"
                                                + " tries again by itself."),
                                request.context().normalizedPath(),
                                "Try again",
                                true)),
                null);
    }

    private Reply failed(PageRequest request, String id) {
        return problem(
                request,
                500,
                "This page failed",
                List.of(
                        "The log tells why, under the id " + id + ".",
                        "If you have sent a form, see what has become of it before you send it again."));
    }

    private Reply problem(PageRequest request, int status, String title, List<String> sentences) {
        return new Reply.Page(
                status,
                Templates.problem(
                        shells.of(title, request),
                        new ProblemView(status, title, sentences, "/findings", "All findings", false)),
                null);
    }
}
