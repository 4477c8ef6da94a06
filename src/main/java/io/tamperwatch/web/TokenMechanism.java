package io.tamperwatch.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tamperwatch.event.LogText;
import io.tamperwatch.web.Authentications.Result;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Finds the bearer token in a request (RFC 6750), and answers requests that are not let in. */
@Singleton
class TokenMechanism implements HttpAuthenticationMechanism {

    static final String CHALLENGE = "Bearer realm=\"tamperwatch\"";

    private static final Logger LOG = Logger.getLogger("io.tamperwatch.audit");
    private static final String WAIT = TokenMechanism.class.getName() + ".wait";

    /** How much later than others a guesser gets an answer. No thread waits for it. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final String CHALLENGE_INVALID = CHALLENGE + ", error=\"invalid_token\"";
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,200}=*) *");

    private final Access access;
    private final Authentications authentications;
    private final FailedGuesses guesses;
    private final ProblemWriter problems;

    TokenMechanism(Access access, Authentications authentications, FailedGuesses guesses, ProblemWriter problems) {
        this.access = access;
        this.authentications = authentications;
        this.guesses = guesses;
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return switch (access) {
            case Access.Open open -> Uni.createFrom().item(Callers.anybody());
            case Access.ByToken byToken ->
                authenticate(context, context.request().headers().getAll("Authorization"), identities);
        };
    }

    private Uni<SecurityIdentity> authenticate(
            RoutingContext context, List<String> headers, IdentityProviderManager identities) {
        if (headers.isEmpty()) {
            authentications.count(Result.MISSING);
            return Uni.createFrom().nullItem();
        }
        Matcher bearer = BEARER.matcher(headers.getFirst());
        if (headers.size() > 1 || !bearer.matches()) {
            authentications.count(Result.MALFORMED);
            return refused(context, "malformed");
        }
        var credential = new TokenCredential(bearer.group(1), "bearer");
        return identities
                .authenticate(new TokenAuthenticationRequest(credential))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithUni(failure -> refused(context, "unknown token"));
    }

    /** A failure, which whoever makes many of them hears late and as 429. */
    private Uni<SecurityIdentity> refused(RoutingContext context, String reason) {
        var failure = new AuthenticationFailedException(reason);
        Duration wait = guesses.failedFrom(String.valueOf(Requester.address(context)));
        if (wait.isZero()) {
            LOG.infof("authentication refused reason=%s from=%s", reason, LogText.of(Requester.address(context)));
            return Uni.createFrom().failure(failure);
        }
        context.put(WAIT, wait);
        return Uni.createFrom()
                .emitter(answer -> context.vertx().setTimer(LATE.toMillis(), timer -> answer.fail(failure)));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challenge(context)));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (context.get(WAIT) instanceof Duration wait) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
            problems.end(context, Problem.tooManyGuesses());
            return Uni.createFrom().item(true);
        }
        context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(context));
        problems.end(context, Problem.unauthenticated());
        return Uni.createFrom().item(true);
    }

    private static String challenge(RoutingContext context) {
        return context.request().headers().contains("Authorization") ? CHALLENGE_INVALID : CHALLENGE;
    }
}
