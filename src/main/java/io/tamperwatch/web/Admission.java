package io.tamperwatch.web;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that decides who makes a request. A session lets a browser use the pages, and read from the API what pages
 * link to; changes through the API take a token, which no browser sends by itself.
 *
 * <p>An alternative with a priority, so that no mechanism of an extension is asked besides it.
 */
@Alternative
@Priority(1)
@Singleton
class Admission implements HttpAuthenticationMechanism {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Access access;
    private final Sessions sessions;
    private final BearerTokens tokens;
    private final OpenIdCallers callers;
    private final Refusals refusals;

    Admission(Access access, Sessions sessions, BearerTokens tokens, OpenIdCallers callers, Refusals refusals) {
        this.access = access;
        this.sessions = sessions;
        this.tokens = tokens;
        this.callers = callers;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Optional<SecurityIdentity> session = session(context.request());
        if (session.isPresent()) {
            return Uni.createFrom().item(session.get());
        }
        return switch (access) {
            case Access.Open open -> Uni.createFrom().item(Callers.anybody());
            case Access.ByToken byToken -> tokens.authenticate(context, byToken);
            case Access.ByProvider known -> callers.authenticate(context, identities, known.provider());
        };
    }

    private Optional<SecurityIdentity> session(HttpServerRequest request) {
        boolean counts = READING.contains(request.method()) || !request.path().startsWith("/api/");
        return counts && !request.headers().contains("Authorization")
                ? Optional.ofNullable(SessionCookie.text(request)).flatMap(sessions::holder)
                : Optional.empty();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", Refusals.challenge(context)));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (access instanceof Access.ByProvider && !Refusals.isSlowed(context)) {
            return callers.challenge(context);
        }
        refusals.answer(context);
        return Uni.createFrom().item(true);
    }
}
