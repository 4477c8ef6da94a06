package io.tamperwatch.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error answer as RFC 9457 describes it. Text that came with the request is bounded in length. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "Why a request was not answered (RFC 9457).")
record Problem(
        @Schema(
                description = "What kind of problem this is; stable, to be compared by programs.",
                examples = "urn:tamperwatch:problem:invalid-request")
        String type,

        @Schema(description = "The kind in words.", examples = "Invalid request")
        String title,

        @Schema(description = "The HTTP status.", examples = "400")
        int status,

        @Schema(description = "What is wrong with this request, for people.")
        String detail,

        @Schema(
                nullable = true,
                description =
                        "Names this occurrence; the log has the same id. Only there when the product is at fault.",
                examples = "urn:uuid:0f1f6f3a-8f0f-4a53-9d6b-0c6d9d1e9a55")
        @Nullable
        String instance,

        @Schema(description = "What is wrong with which part of the request; left out when there is nothing to list.")
        List<Invalid> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int MAX_ECHO = 100;

    /** One part of a request that cannot be accepted. */
    @RegisterForReflection
    @Schema(name = "InvalidField", description = "One part of a request that cannot be accepted.")
    record Invalid(
            @Schema(description = "The parameter's name.", examples = "severity")
            String field,

            @Schema(description = "The value given, cut after 100 characters.", examples = "grave")
            String value,

            @Schema(description = "What would be accepted.", examples = "critical, high, medium, low, info")
            String allowed) {

        Invalid {
            field = bounded(field);
            value = bounded(value);
        }
    }

    Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(String kind, String title, int status, String detail) {
        return new Problem("urn:tamperwatch:problem:" + kind, title, status, detail, null, List.of());
    }

    static Problem invalid(List<Invalid> errors) {
        return of("invalid-request", "Invalid request", 400, "The request has parameters that cannot be accepted.")
                .with(errors);
    }

    static Problem unauthenticated() {
        return of(
                "unauthenticated",
                "Authentication required",
                401,
                "Send a valid token in the header \"Authorization: Bearer …\".");
    }

    static Problem tooManyGuesses() {
        return of(
                "too-many-guesses",
                "Too many failed attempts",
                429,
                "Too many requests with a wrong token came from this address. Valid tokens are not slowed.");
    }

    /** Not 401: a browser would be sent to the login again, and again. */
    static Problem loginFailed() {
        return of(
                "login-failed",
                "Logging in did not work",
                403,
                "The OpenID provider's answer was not accepted. Log in again; the audit log tells why.");
    }

    static Problem providerUnavailable() {
        return of(
                "provider-unavailable",
                "OpenID provider unavailable",
                503,
                "The OpenID provider that says who you are cannot be asked right now. Try again shortly.");
    }

    static Problem forbidden() {
        return of("forbidden", "Forbidden", 403, "The token's role does not allow this call.");
    }

    static Problem notFound(String detail) {
        return of("not-found", "Not found", 404, detail);
    }

    static Problem methodNotAllowed(String allowed) {
        return of("method-not-allowed", "Method not allowed", 405, "This path takes " + allowed + ".");
    }

    static Problem illegalMove(Move move, Status from) {
        return of(
                "illegal-move",
                "Illegal move",
                409,
                "A finding that is %s cannot be %s.%s"
                        .formatted(from.label(), move.done(), move == Move.ACKNOWLEDGE ? " Reopen it first." : ""));
    }

    static Problem stale() {
        return of(
                "stale",
                "Changed in the meantime",
                412,
                "The finding is no longer what If-Match says. Read it again, then decide again.");
    }

    static Problem crossSite() {
        return of(
                "cross-site",
                "Cross-site request refused",
                403,
                "Changes are only taken from programs and from pages of this service itself.");
    }

    static Problem misdirected() {
        return of(
                "host-refused",
                "Host refused",
                421,
                "Without access control only requests addressed to this machine's own loopback name are answered; the"
                        + " Host header names another.");
    }

    static Problem storeUnavailable() {
        return of(
                "store-unavailable",
                "Store unavailable",
                503,
                "The store cannot be reached or cannot be used right now. Try again shortly.");
    }

    static Problem internal(String id) {
        Problem problem = of(
                "internal",
                "Internal error",
                500,
                "The product failed to answer. The log tells why under the id given here.");
        return new Problem(
                problem.type, problem.title, problem.status, problem.detail, "urn:uuid:" + id, problem.errors);
    }

    /** The problem for a status no other method here is for. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> of("invalid-request", "Invalid request", status, "The request cannot be understood.");
            case 401 -> unauthenticated();
            case 403 -> forbidden();
            case 404 -> notFound("There is nothing at this path.");
            case 405 -> methodNotAllowed("other methods; see /q/openapi");
            case 406 ->
                of(
                        "not-acceptable",
                        "Not acceptable",
                        status,
                        "The Accept header allows nothing this path can answer with; it answers with"
                                + " application/json.");
            case 413 -> of("too-large", "Content too large", status, "The request's body is too large.");
            case 415 ->
                of(
                        "unsupported-media-type",
                        "Unsupported media type",
                        status,
                        "The body's Content-Type is not accepted; send application/json.");
            default -> of("http-" + status, "HTTP " + status, status, "The request was not answered.");
        };
    }

    private Problem with(List<Invalid> invalid) {
        return new Problem(type, title, status, detail, instance, invalid);
    }

    /** At most {@value #MAX_ECHO} characters, never half a character, nothing a terminal would obey. */
    private static String bounded(String text) {
        return text.codePoints()
                .limit(MAX_ECHO)
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
