package io.tamperwatch.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Turns a token somebody pastes into a page into a session; checked as the API checks it. */
@Singleton
public class Logins {

    private final Access access;
    private final IdentityProviderManager identities;
    private final Sessions sessions;

    Logins(Access access, IdentityProviderManager identities, Sessions sessions) {
        this.access = access;
        this.identities = identities;
        this.sessions = sessions;
    }

    /** Whether there is anything to log in to. */
    public boolean areNeeded() {
        return access instanceof Access.ByToken;
    }

    /** Waits for the check; returns whether the browser has a session now. */
    public boolean begin(RoutingContext context, String text) {
        Optional<Token> token = access instanceof Access.ByToken byToken ? byToken.find(text) : Optional.empty();
        if (!isAccepted(context, text)) {
            return false;
        }
        token.ifPresent(known -> sessions.begin(context, known));
        return token.isPresent();
    }

    private boolean isAccepted(RoutingContext context, String text) {
        var request = new TokenAuthenticationRequest(new TokenCredential(text, "bearer"));
        try {
            return identities
                            .authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context))
                            .await()
                            .indefinitely()
                    != null;
        } catch (AuthenticationFailedException unknown) {
            return false;
        }
    }
}
