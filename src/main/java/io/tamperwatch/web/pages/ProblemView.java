package io.tamperwatch.web.pages;

import java.util.List;

/**
 * Why a page cannot be shown.
 *
 * @param sentences what is wrong and what to do, a paragraph each
 * @param waits whether it may be over soon, so that the page tries again by itself
 */
record ProblemView(int status, String title, List<String> sentences, String href, String link, boolean waits) {

    ProblemView {
        sentences = List.copyOf(sentences);
    }
}
