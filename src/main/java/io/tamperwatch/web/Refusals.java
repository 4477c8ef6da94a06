package io.tamperwatch.web;

import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.tamperwatch.event.LogText;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** What happens to whoever is not let in: a line in the audit log and an answer, both within bounds. */
@Singleton
class Refusals {

    static final String CHALLENGE = "Bearer realm=\"tamperwatch\"";

    private static final Logger LOG = Logger.getLogger("io.tamperwatch.audit");
    private static final String WAIT = Refusals.class.getName() + ".wait";

    /** How much later than others a guesser gets an answer. No thread waits for it. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final String CHALLENGE_INVALID = CHALLENGE + ", error=\"invalid_token\"";

    private final FailedGuesses guesses;
    private final RefusalLines lines;
    private final ProblemWriter problems;

    Refusals(FailedGuesses guesses, RefusalLines lines, ProblemWriter problems) {
        this.guesses = guesses;
        this.lines = lines;
        this.problems = problems;
    }

    /** A failure, which whoever makes many of them hears late and as 429. */
    <T> Uni<T> refused(RoutingContext context, String reason) {
        var failure = new AuthenticationFailedException(reason);
        Duration wait = guesses.failedFrom(String.valueOf(Requester.address(context)));
        if (wait.isZero()) {
            tell(context, reason);
            return Uni.createFrom().failure(failure);
        }
        context.put(WAIT, wait);
        return Uni.createFrom()
                .emitter(answer -> context.vertx().setTimer(LATE.toMillis(), timer -> answer.fail(failure)));
    }

    /** Writes a line, unless there have been too many from anywhere. */
    void tell(RoutingContext context, String reason) {
        OptionalLong untold = lines.next();
        if (untold.isPresent()) {
            LOG.infof(
                    "authentication refused reason=%s from=%s untold=%d",
                    reason, LogText.of(Requester.address(context)), untold.getAsLong());
        }
    }

    /** How long the place this request came from should wait, if it has failed too often. */
    static Optional<Duration> wait(RoutingContext context) {
        return Optional.ofNullable(context.get(WAIT));
    }

    static boolean isSlowed(RoutingContext context) {
        return wait(context).isPresent();
    }

    void answer(RoutingContext context) {
        Optional<Duration> wait = wait(context);
        if (wait.isPresent()) {
            retryAfter(context, wait.get());
            problems.end(context, Problem.tooManyGuesses());
        } else {
            context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(context));
            problems.end(context, Problem.unauthenticated());
        }
    }

    static void retryAfter(RoutingContext context, Duration wait) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
    }

    static String challenge(RoutingContext context) {
        return context.request().headers().contains("Authorization") ? CHALLENGE_INVALID : CHALLENGE;
    }
}
