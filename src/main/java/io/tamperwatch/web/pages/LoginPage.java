package io.tamperwatch.web.pages;

import io.tamperwatch.web.Logins;
import io.tamperwatch.web.Sessions;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a token once, or sends to the OpenID provider, and gives a session. */
@Singleton
class LoginPage {

    private static final String START = "/findings";

    /** A page of ours and nothing else: browsers read {@code //} and {@code /\} as the beginning of another host. */
    private static final Pattern OWN_PAGE = Pattern.compile("/(?!login|logout)[a-z][\\x21-\\x5B\\x5D-\\x7E]{0,1500}");

    private final Logins logins;
    private final Sessions sessions;
    private final Shells shells;

    LoginPage(Logins logins, Sessions sessions, Shells shells) {
        this.logins = logins;
        this.sessions = sessions;
        this.shells = shells;
    }

    Reply show(PageRequest request) {
        String next = ownPage(request.query().getFirst("next"));
        return request.caller().isAnonymous() && logins.areNeeded() ? page(200, next, false) : new Reply.SeeOther(next);
    }

    Reply logIn(PageRequest request) {
        String next = ownPage(request.field("next"));
        return switch (logins.begin(request.context(), request.field("token").strip())) {
            case BEGUN -> new Reply.SeeOther(next);
            case TOO_MANY -> page(429, next, true);
            case UNKNOWN, WITHOUT_ROLE -> page(401, next, true);
        };
    }

    /** The OpenID provider has named the caller; nobody gets here without that, or a session. */
    Reply comeBack(PageRequest request) {
        String next = ownPage(request.query().getFirst("next"));
        return switch (logins.begin(request.context(), request.caller())) {
            case BEGUN -> new Reply.SeeOther(next);
            case UNKNOWN, TOO_MANY, WITHOUT_ROLE -> withoutRole();
        };
    }

    private Reply withoutRole() {
        return new Reply.Page(
                403,
                Templates.problem(
                        shells.bare("No role here"),
                        new ProblemView(
                                403,
                                "You have no role here",
                                List.of(
                                        "The OpenID provider knows you, but nothing it says of you makes you a viewer,"
                                                + " a responder or an admin.",
                                        "Whoever runs this service can see in its audit log who you are, and decides"
                                                + " which groups or roles get in."),
                                "/login",
                                "Log in as somebody else",
                                false)),
                null);
    }

    Reply logOut(PageRequest request) {
        sessions.end(request.context());
        return new Reply.SeeOther("/login");
    }

    private Reply page(int status, String next, boolean refused) {
        return new Reply.Page(
                status,
                Templates.login(
                        shells.bare("Log in"),
                        new LoginView(
                                next,
                                refused,
                                logins.provider().map(Shown::text).orElse(null),
                                href(next))),
                null);
    }

    private static String href(String next) {
        return Logins.AT_PROVIDER + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    static String ownPage(@Nullable String next) {
        return next != null && OWN_PAGE.matcher(next).matches() && !next.startsWith("/api/") ? next : START;
    }
}
