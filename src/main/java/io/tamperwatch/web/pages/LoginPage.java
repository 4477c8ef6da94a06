package io.tamperwatch.web.pages;

import io.tamperwatch.web.Logins;
import io.tamperwatch.web.Sessions;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes a token once and gives a session for it. */
@Singleton
class LoginPage {

    private static final Logger LOG = Logger.getLogger(LoginPage.class);
    private static final String START = "/findings";

    /** A page of ours and nothing else: browsers read {@code //} and {@code /\} as the beginning of another host. */
    private static final Pattern OWN_PAGE = Pattern.compile("/(?!login|logout)[a-z][\\x21-\\x5B\\x5D-\\x7E]{0,1500}");

    /** As in the header of a program. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,200}=*");

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
        String token = request.field("token").strip();
        if (TOKEN.matcher(token).matches() && logins.begin(request.context(), token)) {
            LOG.info("session begun");
            return new Reply.SeeOther(next);
        }
        return page(401, next, true);
    }

    Reply logOut(PageRequest request) {
        sessions.end(request.context());
        return new Reply.SeeOther("/login");
    }

    private Reply page(int status, String next, boolean refused) {
        return new Reply.Page(status, Templates.login(shells.bare("Log in"), next, refused), null);
    }

    static String ownPage(@Nullable String next) {
        return next != null && OWN_PAGE.matcher(next).matches() && !next.startsWith("/api/") ? next : START;
    }
}
