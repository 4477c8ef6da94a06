package io.tamperwatch.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.tamperwatch.event.LogText;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Turns a token somebody pastes into a page, or what the OpenID provider says, into a session. */
@Singleton
public class Logins {

    private static final Logger LOG = Logger.getLogger("io.tamperwatch.audit");

    /** As in the header of a program. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,200}=*");

    /** Where logging in at the OpenID provider begins and ends. */
    public static final String AT_PROVIDER = OpenIdProvider.LOGIN;

    /** How a login ended. */
    public enum Outcome {
        /** The browser has a session. */
        BEGUN,
        /** The token is not known. */
        UNKNOWN,
        /** The token is not known either, and too many were wrong before. */
        TOO_MANY,
        /** The OpenID provider knows them and gives them no role here. */
        WITHOUT_ROLE
    }

    private final Access access;
    private final BearerTokens tokens;
    private final Refusals refusals;
    private final Sessions sessions;

    Logins(Access access, BearerTokens tokens, Refusals refusals, Sessions sessions) {
        this.access = access;
        this.tokens = tokens;
        this.refusals = refusals;
        this.sessions = sessions;
    }

    /** Whether there is anything to log in to. */
    public boolean areNeeded() {
        return !(access instanceof Access.Open);
    }

    /** The host of the OpenID provider, where there is one. */
    public Optional<String> provider() {
        return access instanceof Access.ByProvider(OpenIdProvider provider)
                ? Optional.of(provider.host())
                : Optional.empty();
    }

    /** Waits for the check, which is that of the API: whoever guesses waits longer. */
    public Outcome begin(RoutingContext context, String text) {
        try {
            Token token = token(context, text);
            sessions.begin(context, token);
            begun(context, token.name());
            return Outcome.BEGUN;
        } catch (AuthenticationFailedException refused) {
            Refusals.wait(context).ifPresent(wait -> Refusals.retryAfter(context, wait));
            return Refusals.isSlowed(context) ? Outcome.TOO_MANY : Outcome.UNKNOWN;
        }
    }

    private Token token(RoutingContext context, String text) {
        return access instanceof Access.ByToken byToken && TOKEN.matcher(text).matches()
                ? tokens.holder(context, byToken, text).await().indefinitely()
                : refusals.<Token>refused(context, "malformed").await().indefinitely();
    }

    /** A session for whom the OpenID provider has just named; whoever has one keeps it as it is. */
    public Outcome begin(RoutingContext context, SecurityIdentity identity) {
        OpenIdCookies.remove(context);
        return OpenIdCaller.of(identity).map(caller -> begin(context, caller)).orElse(Outcome.BEGUN);
    }

    private Outcome begin(RoutingContext context, OpenIdCaller caller) {
        if (!(access instanceof Access.ByProvider(OpenIdProvider provider))
                || caller.role().isEmpty()) {
            LOG.infof(
                    "login refused reason=%s by=%s from=%s",
                    "no role", LogText.of(caller.name()), LogText.of(Requester.address(context)));
            return Outcome.WITHOUT_ROLE;
        }
        sessions.begin(context, provider, caller.name(), caller.role().get());
        begun(context, caller.name());
        return Outcome.BEGUN;
    }

    private static void begun(RoutingContext context, String name) {
        LOG.infof("session begun by=%s from=%s", LogText.of(name), LogText.of(Requester.address(context)));
    }
}
