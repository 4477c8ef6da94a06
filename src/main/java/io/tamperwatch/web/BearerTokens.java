package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tamperwatch.web.Access.ByToken;
import io.tamperwatch.web.Authentications.Result;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the bearer token in a request (RFC 6750) and says who holds it. */
@Singleton
class BearerTokens {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,200}=*) *");

    private final Authentications authentications;
    private final Refusals refusals;

    BearerTokens(Authentications authentications, Refusals refusals) {
        this.authentications = authentications;
        this.refusals = refusals;
    }

    /** Nobody when there is no token; a failure when there is a wrong one. */
    Uni<@Nullable SecurityIdentity> authenticate(RoutingContext context, ByToken access) {
        List<String> headers = context.request().headers().getAll("Authorization");
        if (headers.isEmpty()) {
            authentications.count(Result.MISSING);
            return Uni.createFrom().nullItem();
        }
        Matcher bearer = BEARER.matcher(headers.getFirst());
        if (headers.size() > 1 || !bearer.matches()) {
            authentications.count(Result.MALFORMED);
            return refusals.refused(context, "malformed");
        }
        return holder(context, access, bearer.group(1)).map(Callers::holder);
    }

    /** The token whose text this is; a failure when nobody has it. */
    Uni<Token> holder(RoutingContext context, ByToken access, String text) {
        Optional<Token> token = access.find(text);
        authentications.count(token.isPresent() ? Result.ACCEPTED : Result.UNKNOWN);
        return token.map(Uni.createFrom()::item).orElseGet(() -> refusals.refused(context, "unknown token"));
    }
}
