package io.tamperwatch.web.pages;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.virtual.threads.VirtualThreads;
import io.tamperwatch.web.Forms;
import io.tamperwatch.web.Logins;
import io.tamperwatch.web.Roles;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/** Which page answers which path, and to whom: there is no way to add one without saying that. */
@Singleton
class PageRoutes {

    /** A role nobody needs to have. */
    static final String EVERYBODY = "";

    private static final long LARGEST_FORM = 64 * 1024L;

    /** Makes a page's answer; may wait for the store. */
    interface Page {
        Reply answer(PageRequest request);
    }

    private final Answers answers;
    private final Forms forms;
    private final ExecutorService threads;

    PageRoutes(Answers answers, Forms forms, @VirtualThreads ExecutorService threads) {
        this.answers = answers;
        this.forms = forms;
        this.threads = threads;
    }

    void findings(@Observes Router router, FindingsPage findings, FindingPage finding) {
        get(router, "/", Roles.VIEWER, request -> new Reply.SeeOther("/findings"));
        get(router, "/findings", Roles.VIEWER, findings::show);
        get(router, "/findings/:id", Roles.VIEWER, finding::show);
        post(router, "/findings/:id/:move", Roles.RESPONDER, finding::move);
    }

    void others(
            @Observes Router router,
            WatchesPage watches,
            PosturePage posture,
            SuppressionsPage suppressions,
            CataloguePage catalogue) {
        get(router, "/watches", Roles.VIEWER, watches::show);
        get(router, "/posture", Roles.VIEWER, posture::show);
        get(router, "/posture/:account/:check", Roles.VIEWER, posture::one);
        get(router, "/suppressions", Roles.VIEWER, suppressions::show);
        post(router, "/suppressions", Roles.RESPONDER, suppressions::begin);
        post(router, "/suppressions/:id/end", Roles.RESPONDER, suppressions::end);
        get(router, "/catalogue", Roles.VIEWER, catalogue::all);
        get(router, "/catalogue/:id", Roles.VIEWER, catalogue::one);
    }

    /** What the configuration lets everybody have. */
    void open(@Observes Router router, Assets assets, LoginPage login) {
        router.route(HttpMethod.GET, Assets.PATH + "*").handler(assets::serve);
        router.route(HttpMethod.GET, "/login").handler(context -> answer(context, EVERYBODY, login::show));
        router.route(HttpMethod.POST, "/login")
                .handler(form())
                // nobody is logged in whose session a foreign form could use; HttpGuard refuses foreign pages as
                // everywhere
                .handler(context -> answer(context, EVERYBODY, login::logIn));
        // the OpenID provider's answer is read on the way here (package web)
        router.route(HttpMethod.GET, Logins.AT_PROVIDER)
                .handler(context -> answer(context, EVERYBODY, login::comeBack));
        post(router, "/logout", Roles.VIEWER, login::logOut);
    }

    private void get(Router router, String path, String role, Page page) {
        router.route(HttpMethod.GET, path).handler(context -> answer(context, role, page));
    }

    private void post(Router router, String path, String role, Page page) {
        router.route(HttpMethod.POST, path)
                .handler(form())
                .handler(context -> answer(context, role, request -> {
                    if (forms.isOurs(context, request.who())) {
                        return page.answer(request);
                    }
                    return answers.strangeForm(request);
                }));
    }

    private static SecurityIdentity caller(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity()
                : QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    }

    private static BodyHandler form() {
        return BodyHandler.create(false).setBodyLimit(LARGEST_FORM);
    }

    private void answer(RoutingContext context, String role, Page page) {
        PageRequest request = new PageRequest(context, caller(context));
        Context home = context.vertx().getOrCreateContext();
        threads.execute(() -> {
            Answers.Rendered rendered = answers.of(request, role, page);
            home.runOnContext(nothing -> rendered.send(context));
        });
    }
}
