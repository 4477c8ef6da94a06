package io.tamperwatch.web.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param who the caller's name; null on pages for nobody in particular
 * @param acts whether the caller may change anything
 * @param leaves whether there is a session to end
 * @param version names what the page tells, so that a script can ask whether it still holds
 * @param mark what makes a form ours
 */
record Shell(
        String title,
        @Nullable String who,
        boolean acts,
        boolean leaves,
        String mark,
        String style,
        String script,
        String icon,
        @Nullable String version,
        List<Tab> tabs) {

    /** One of the pages one can always go to. */
    record Tab(String href, String label, boolean current) {}

    private static final List<Tab> TABS = List.of(
            new Tab("/findings", "Findings", false),
            new Tab("/posture", "Posture", false),
            new Tab("/watches", "Watches", false),
            new Tab("/suppressions", "Suppressions", false),
            new Tab("/catalogue", "Catalogue", false));

    Shell {
        tabs = List.copyOf(tabs);
    }

    static List<Tab> tabs(String path) {
        return TABS.stream()
                .map(tab -> new Tab(tab.href(), tab.label(), path.startsWith(tab.href())))
                .toList();
    }
}
