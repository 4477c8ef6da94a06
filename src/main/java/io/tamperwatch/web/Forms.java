package io.tamperwatch.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Marks the forms we hand out, so that one a foreign page made is told apart (CSRF). A mark belongs to one session, or to one
 * caller where there are no sessions.
 */
@Singleton
public class Forms {

    /** The name of the field that carries the mark. */
    public static final String FIELD = "form";

    private final SessionKey key;

    Forms(SessionKey key) {
        this.key = key;
    }

    public String mark(RoutingContext context, String caller) {
        String session = SessionCookie.text(context.request());
        return key.seal("form\n" + (session == null ? "caller " + caller : "session " + session));
    }

    /** Whether the form that was sent is one we handed out, to the same session. */
    public boolean isOurs(RoutingContext context, String caller) {
        String given = Objects.requireNonNullElse(context.request().getFormAttribute(FIELD), "");
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), mark(context, caller).getBytes(StandardCharsets.UTF_8));
    }
}
