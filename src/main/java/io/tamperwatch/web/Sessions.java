package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions of browsers. Nothing is kept here: the cookie says whose token it stands for and until when, under a seal. The
 * token itself is not in it. A token that is removed or replaced takes its sessions with it.
 */
@Singleton
public class Sessions {

    /** A shift. */
    static final Duration LENGTH = Duration.ofHours(12);

    private static final int LONGEST = 1_000;

    private final Access access;
    private final SessionKey key;
    private final Clock clock;

    Sessions(Access access, SessionKey key, Clock clock) {
        this.access = access;
        this.key = key;
        this.clock = clock;
    }

    /** Gives the browser a session of this token's holder. */
    void begin(RoutingContext context, Token token) {
        SessionCookie.set(context.request(), text(token, clock.instant().plus(LENGTH)), LENGTH);
    }

    /** Takes the session from the browser. */
    public void end(RoutingContext context) {
        SessionCookie.set(context.request(), "", Duration.ZERO);
    }

    /** Whether the browser came with a session rather than in another way. */
    public boolean isIn(RoutingContext context) {
        return SessionCookie.text(context.request()) != null;
    }

    String text(Token token, Instant until) {
        String told = token.name() + "\n" + until.getEpochSecond() + "\n" + UUID.randomUUID();
        return encoded(told) + "." + seal(told, token);
    }

    /** Whoever a cookie's text stands for; nobody when it is not ours, or over. */
    Optional<SecurityIdentity> holder(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String told = new String(Base64.getUrlDecoder().decode(text.substring(0, dot)), StandardCharsets.UTF_8);
            return holder(told, text.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<SecurityIdentity> holder(String told, String seal) {
        String[] lines = told.split("\n", -1);
        if (lines.length != 3) {
            return Optional.empty();
        }
        return named(lines[0])
                .filter(token -> isEqual(seal(told, token), seal))
                // sealed, hence a number we wrote
                .filter(token -> clock.instant().getEpochSecond() < Long.parseLong(lines[1]))
                .map(Callers::holder);
    }

    private Optional<Token> named(String name) {
        return switch (access) {
            case Access.ByToken byToken ->
                byToken.tokens().stream()
                        .filter(token -> token.name().equals(name))
                        .findFirst();
            case Access.Open open -> Optional.empty();
        };
    }

    private String seal(String told, Token token) {
        return key.seal("session\n" + told + "\n" + token.sha256().fingerprint());
    }

    private static boolean isEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
