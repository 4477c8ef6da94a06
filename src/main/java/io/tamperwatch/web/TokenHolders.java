package io.tamperwatch.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import io.tamperwatch.web.Authentications.Result;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Says who holds a token. */
@Singleton
class TokenHolders implements IdentityProvider<TokenAuthenticationRequest> {

    private final Access access;
    private final Authentications authentications;

    TokenHolders(Access access, Authentications authentications) {
        this.access = access;
        this.authentications = authentications;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        Optional<Token> token = find(request.getToken().getToken());
        authentications.count(token.isPresent() ? Result.ACCEPTED : Result.UNKNOWN);
        return token.map(known -> Uni.createFrom().item(Callers.holder(known)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException("unknown token")));
    }

    private Optional<Token> find(String text) {
        return switch (access) {
            case Access.ByToken byToken -> byToken.find(text);
            case Access.Open open -> Optional.empty();
        };
    }
}
