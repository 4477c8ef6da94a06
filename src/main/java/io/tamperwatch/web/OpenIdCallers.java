package io.tamperwatch.web;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tamperwatch.web.Authentications.Result;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/** Asks the OpenID provider, through Quarkus, who makes a request: by a bearer token, or by logging in. */
@Singleton
class OpenIdCallers {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +[A-Za-z0-9._~+/-]+=* *");
    private static final String PROBLEM = OpenIdCallers.class.getName() + ".problem";

    private final OidcAuthenticationMechanism protocol;
    private final Authentications authentications;
    private final Refusals refusals;
    private final ProblemWriter problems;

    OpenIdCallers(
            OidcAuthenticationMechanism protocol,
            Authentications authentications,
            Refusals refusals,
            ProblemWriter problems) {
        this.protocol = protocol;
        this.authentications = authentications;
        this.refusals = refusals;
        this.problems = problems;
    }

    Uni<@Nullable SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identities, OpenIdProvider provider) {
        List<String> headers = context.request().headers().getAll("Authorization");
        if (headers.isEmpty() && !isLogin(context)) {
            authentications.count(Result.MISSING);
            return Uni.createFrom().nullItem();
        }
        if (!headers.isEmpty()
                && (headers.size() > 1 || !BEARER.matcher(headers.getFirst()).matches())) {
            authentications.count(Result.MALFORMED);
            return refusals.refused(context, "malformed");
        }
        return protocol.authenticate(context, identities)
                .onItem()
                .ifNotNull()
                .transform(identity -> Callers.known(caller(identity, provider)))
                .invoke(identity -> {
                    if (identity != null) {
                        authentications.count(Result.ACCEPTED);
                    }
                })
                .onFailure()
                .recoverWithUni(failure -> failed(context, failure))
                .onItem()
                .ifNull()
                .switchTo(() ->
                        isAnswer(context) ? unasked(context) : Uni.createFrom().nullItem());
    }

    /** An answer of the provider's that this browser did not ask for, or has forgotten to have asked for. */
    private Uni<SecurityIdentity> unasked(RoutingContext context) {
        authentications.count(Result.UNKNOWN);
        context.put(PROBLEM, Problem.loginFailed());
        return refusals.refused(context, "login");
    }

    private static boolean isAnswer(RoutingContext context) {
        return isLogin(context) && context.queryParams().contains("state");
    }

    private static OpenIdCaller caller(SecurityIdentity identity, OpenIdProvider provider) {
        Object name =
                identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(provider.nameClaim()) : null;
        return new OpenIdCaller(name instanceof String text ? text : "", provider.role(identity.getRoles()));
    }

    private Uni<SecurityIdentity> failed(RoutingContext context, Throwable failure) {
        // Quarkus names its own mechanism as the one to answer
        context.remove(HttpAuthenticationMechanism.class.getName());
        if (failure instanceof AuthenticationRedirectException || (isLogin(context) && isOver(failure))) {
            return Uni.createFrom().failure(failure);
        }
        if (cause(failure, OIDCException.class) != null) {
            return unavailable(context);
        }
        authentications.count(Result.UNKNOWN);
        if (isLogin(context)) {
            context.put(PROBLEM, Problem.loginFailed());
        }
        return refusals.refused(context, reason(failure));
    }

    /** What stands in the browser from an earlier login is no more, which only means to log in again. */
    private static boolean isOver(Throwable failure) {
        return failure instanceof AuthenticationFailedException;
    }

    private Uni<SecurityIdentity> unavailable(RoutingContext context) {
        authentications.count(Result.UNAVAILABLE);
        refusals.tell(context, "provider unavailable");
        context.put(PROBLEM, Problem.providerUnavailable());
        return Uni.createFrom().failure(new AuthenticationFailedException("provider unavailable"));
    }

    /** Why, without a word from the token. */
    private static String reason(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return "name";
        }
        InvalidJwtException invalid = cause(failure, InvalidJwtException.class);
        if (invalid == null) {
            return failure instanceof AuthenticationCompletionException ? "login" : "token";
        }
        return invalid.getErrorDetails().stream()
                .map(error -> reason(error.getErrorCode()))
                .findFirst()
                .orElse("token");
    }

    private static String reason(int code) {
        return switch (code) {
            case ErrorCodes.EXPIRED -> "expired";
            case ErrorCodes.NOT_YET_VALID, ErrorCodes.ISSUED_AT_INVALID_FUTURE -> "not yet valid";
            case ErrorCodes.AUDIENCE_INVALID, ErrorCodes.AUDIENCE_MISSING -> "audience";
            case ErrorCodes.ISSUER_INVALID, ErrorCodes.ISSUER_MISSING -> "issuer";
            case ErrorCodes.SIGNATURE_INVALID, ErrorCodes.SIGNATURE_MISSING -> "signature";
            case ErrorCodes.SUBJECT_MISSING -> "subject";
            default -> "token";
        };
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    /** Sends browsers that want to log in to the provider, and tells everybody else what is wrong. */
    Uni<Boolean> challenge(RoutingContext context) {
        if (context.get(PROBLEM) instanceof Problem problem) {
            problems.end(context, problem);
            return Uni.createFrom().item(true);
        }
        if (!isLogin(context)) {
            refusals.answer(context);
            return Uni.createFrom().item(true);
        }
        return protocol.sendChallenge(context).onFailure().recoverWithItem(failure -> {
            refusals.tell(context, "provider unavailable");
            problems.end(context, Problem.providerUnavailable());
            return true;
        });
    }

    private static boolean isLogin(RoutingContext context) {
        return HttpMethod.GET.equals(context.request().method())
                && OpenIdProvider.LOGIN.equals(context.request().path())
                && !context.request().headers().contains("Authorization");
    }
}
