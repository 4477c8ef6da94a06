package io.tamperwatch.web.pages;

import io.tamperwatch.web.Forms;
import io.tamperwatch.web.Sessions;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what stands around a page. */
@Singleton
class Shells {

    private final Assets assets;
    private final Forms forms;
    private final Sessions sessions;

    Shells(Assets assets, Forms forms, Sessions sessions) {
        this.assets = assets;
        this.forms = forms;
        this.sessions = sessions;
    }

    /** Around a page for somebody. */
    Shell of(String title, PageRequest request) {
        return of(title, request, null);
    }

    Shell of(String title, PageRequest request, @Nullable String version) {
        return new Shell(
                title,
                Shown.text(request.who()),
                request.mayAct(),
                sessions.isIn(request.context()),
                forms.mark(request.context(), request.who()),
                assets.address("tamperwatch.css"),
                assets.address("tamperwatch.js"),
                assets.address("icon.svg"),
                version,
                Shell.tabs(request.context().normalizedPath()));
    }

    /** Around a page that tells nothing, for anybody. */
    Shell bare(String title) {
        return new Shell(
                title,
                null,
                false,
                false,
                "",
                assets.address("tamperwatch.css"),
                assets.address("tamperwatch.js"),
                assets.address("icon.svg"),
                null,
                List.of());
    }
}
