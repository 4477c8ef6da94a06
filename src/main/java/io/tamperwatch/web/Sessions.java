package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.tamperwatch.web.Token.Role;
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
import java.util.stream.Stream;

/**
 * Sessions of browsers. Nothing is kept here: the cookie says whom it stands for and until when, under a seal. No token
 * is in it. A token that is removed or replaced takes its sessions with it, and so does another OpenID provider or another
 * meaning of its claims.
 */
@Singleton
public class Sessions {

    /** A shift. */
    static final Duration LENGTH = Duration.ofHours(12);

    private static final int LONGEST = 2_500;

    /**
     * Whom a session stands for.
     *
     * @param line what the cookie says of them
     * @param fingerprint what the seal covers besides, so that a session ends with it
     */
    record Holder(String line, String fingerprint, SecurityIdentity identity) {}

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
        begin(context, holder(token));
    }

    /** Gives the browser a session of whom the OpenID provider knows. */
    void begin(RoutingContext context, OpenIdProvider provider, String name, Role role) {
        begin(context, holder(provider, name, role));
    }

    private void begin(RoutingContext context, Holder holder) {
        SessionCookie.set(context.request(), text(holder, clock.instant().plus(LENGTH)), LENGTH);
    }

    /** Takes the session from the browser. */
    public void end(RoutingContext context) {
        SessionCookie.set(context.request(), "", Duration.ZERO);
    }

    /** Whether the browser came with a session rather than in another way. */
    public boolean isIn(RoutingContext context) {
        return SessionCookie.text(context.request()) != null;
    }

    String text(Holder holder, Instant until) {
        String told = holder.line() + "\n" + until.getEpochSecond() + "\n" + UUID.randomUUID();
        return encoded(told) + "." + seal(told, holder);
    }

    /** Whoever a cookie's text stands for; nobody when it is not ours, or over. */
    Optional<SecurityIdentity> holder(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String told = decoded(text.substring(0, dot));
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
                .filter(holder -> isEqual(seal(told, holder), seal))
                // sealed, hence a number we wrote
                .filter(holder -> clock.instant().getEpochSecond() < Long.parseLong(lines[1]))
                .map(Holder::identity);
    }

    private Optional<Holder> named(String line) {
        return switch (access) {
            case Access.ByToken byToken ->
                byToken.tokens().stream()
                        .filter(token -> token.name().equals(line))
                        .findFirst()
                        .map(Sessions::holder);
            case Access.ByProvider known -> named(known.provider(), line);
            case Access.Open open -> Optional.empty();
        };
    }

    private static Optional<Holder> named(OpenIdProvider provider, String line) {
        int space = line.indexOf(' ');
        return Stream.of(Role.values())
                .filter(role -> space > 0 && role.label().equals(line.substring(0, space)))
                .findFirst()
                .map(role -> holder(provider, decoded(line.substring(space + 1)), role));
    }

    static Holder holder(Token token) {
        return new Holder(token.name(), token.sha256().fingerprint(), Callers.holder(token));
    }

    static Holder holder(OpenIdProvider provider, String name, Role role) {
        return new Holder(role.label() + " " + encoded(name), provider.fingerprint(), Callers.named(name, role));
    }

    private String seal(String told, Holder holder) {
        return key.seal("session\n" + told + "\n" + holder.fingerprint());
    }

    private static boolean isEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
