package io.tamperwatch.web.pages;

import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

/** What a page answers. */
sealed interface Reply {

    /**
     * A page to show.
     *
     * @param version names what the page tells; null when it is not worth asking again for
     */
    record Page(
            int status, TemplateInstance content, @Nullable String version) implements Reply {}

    /** The page is still what the browser has. */
    record Same(String version) implements Reply {}

    /** Look there now; nothing is sent again when that page is loaded again. */
    record SeeOther(String location) implements Reply {}

    static Reply page(TemplateInstance content) {
        return new Page(200, content, null);
    }
}
