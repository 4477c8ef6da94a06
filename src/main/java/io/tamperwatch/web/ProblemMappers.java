package io.tamperwatch.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.StoreUnavailable;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever stops a REST call into a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Seconds after which a caller may try again when the store is away; a pool needs about that long to notice. */
    private static final int RETRY_AFTER = 5;

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
    private static final int REASONS = 16;
    private static final int LONGEST_REASON = 600;

    private final Clock clock;
    private final Map<String, Instant> told = new HashMap<>();

    ProblemMappers(Clock clock) {
        this.clock = clock;
    }

    @ServerExceptionMapper
    public Response invalidRequest(InvalidRequest failure) {
        return answer(failure.problem()).build();
    }

    @ServerExceptionMapper
    public Response storeUnavailable(StoreUnavailable failure) {
        tellNowAndThen(failure);
        return answer(Problem.storeUnavailable())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                .build();
    }

    /** The caller is not told why, and of a store that only keeps readers waiting nothing else may tell. */
    private void tellNowAndThen(StoreUnavailable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (isToTell(reason)) {
            LOG.warnf(
                    "store unavailable for a request, told once a minute at most reason=%s",
                    LogText.of(reason, LONGEST_REASON));
        }
    }

    private synchronized boolean isToTell(String reason) {
        Instant now = clock.instant();
        told.values().removeIf(at -> at.isAfter(now) || !at.plus(TOLD_EVERY).isAfter(now));
        return told.size() < REASONS && told.putIfAbsent(reason, now) == null;
    }

    @ServerExceptionMapper
    public Response refusedMove(RefusedMove failure) {
        return answer(failure.problem()).build();
    }

    @ServerExceptionMapper
    public Response noRemediation(NoRemediation failure) {
        return answer(failure.problem()).build();
    }

    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException failure, UriInfo uri) {
        return notAllowed(uri.getPath());
    }

    /** The framework calls a path unknown when it knows other methods of it and other paths of the method. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException failure, ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return AllowedMethods.refuse(path, request.getMethod())
                ? notAllowed(path)
                : answer(Problem.ofStatus(404)).build();
    }

    private static Response notAllowed(String path) {
        String allowed = String.join(", ", AllowedMethods.of(path));
        return answer(Problem.methodNotAllowed(allowed))
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return status < 500 ? answer(Problem.ofStatus(status)).build() : failed(failure);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthenticated() {
        return answer(Problem.unauthenticated())
                .header(HttpHeaders.WWW_AUTHENTICATE, Refusals.CHALLENGE)
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return answer(Problem.forbidden()).build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "request failed id=%s", id);
        return answer(Problem.internal(id)).build();
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
