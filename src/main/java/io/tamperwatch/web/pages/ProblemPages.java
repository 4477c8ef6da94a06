package io.tamperwatch.web.pages;

import io.tamperwatch.web.ProblemPage;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Pages about requests that never got to a page; whoever has to log in is sent there. */
@Singleton
class ProblemPages implements ProblemPage {

    private final Shells shells;

    ProblemPages(Shells shells) {
        this.shells = shells;
    }

    @Override
    public boolean answer(RoutingContext context, int status, String title, String detail) {
        if (!isForPeople(context)) {
            return false;
        }
        rendered(context, status, title, detail).send(context);
        return true;
    }

    private static boolean isForPeople(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        String path = context.request().path();
        return accepted != null
                && accepted.contains("text/html")
                && path != null
                && !path.startsWith("/api/")
                && !path.startsWith("/q/")
                && !context.request().headers().contains("Authorization");
    }

    private Answers.Rendered rendered(RoutingContext context, int status, String title, String detail) {
        if (status == 401) {
            return new Answers.Rendered(303, Map.of("Location", "/login?next=" + encoded(wanted(context))), null);
        }
        String html = Templates.problem(
                        shells.bare(title),
                        new ProblemView(status, title, List.of(detail), "/findings", "All findings", false))
                .render();
        return new Answers.Rendered(status, Map.of(), html);
    }

    /** The page asked for; for a form, the page it stands on. */
    private static String wanted(RoutingContext context) {
        if (HttpMethod.GET.equals(context.request().method())) {
            return context.request().uri();
        }
        String path = context.request().path();
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
