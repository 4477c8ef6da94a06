package io.tamperwatch.web.pages;

import io.quarkus.qute.RawString;

/**
 * A script as the text of an element: never for an attribute. There only {@code &} and {@code <} have a meaning; scripts are
 * full of quotes, and escaping those as well would be a tenth of a page's weight.
 */
final class ScriptText {

    private ScriptText() {}

    static RawString html(String script) {
        return new RawString(script.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
