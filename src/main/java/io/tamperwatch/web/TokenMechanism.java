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
import io.tamperwatch.web.Authentications.Result;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the bearer token in a request (RFC 6750), and answers requests that are not let in. */
@Singleton
class TokenMechanism implements HttpAuthenticationMechanism {

    static final String CHALLENGE = "Bearer realm=\"tamperwatch\"";

    private static final String CHALLENGE_INVALID = CHALLENGE + ", error=\"invalid_token\"";
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,200}=*) *");

    private final Access access;
    private final Authentications authentications;
    private final ProblemWriter problems;

    TokenMechanism(Access access, Authentications authentications, ProblemWriter problems) {
        this.access = access;
        this.authentications = authentications;
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return switch (access) {
            case Access.Open open -> Uni.createFrom().item(Callers.anybody());
            case Access.ByToken byToken ->
                authenticate(context.request().headers().getAll("Authorization"), identities);
        };
    }

    private Uni<SecurityIdentity> authenticate(List<String> headers, IdentityProviderManager identities) {
        if (headers.isEmpty()) {
            authentications.count(Result.MISSING);
            return Uni.createFrom().nullItem();
        }
        Matcher bearer = BEARER.matcher(headers.getFirst());
        if (headers.size() > 1 || !bearer.matches()) {
            authentications.count(Result.MALFORMED);
            return Uni.createFrom().failure(new AuthenticationFailedException("malformed"));
        }
        var credential = new TokenCredential(bearer.group(1), "bearer");
        return identities.authenticate(new TokenAuthenticationRequest(credential));
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
        context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(context));
        problems.end(context, Problem.unauthenticated());
        return Uni.createFrom().item(true);
    }

    private static String challenge(RoutingContext context) {
        return context.request().headers().contains("Authorization") ? CHALLENGE_INVALID : CHALLENGE;
    }
}
