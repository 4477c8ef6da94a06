package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Catalogue;
import jakarta.inject.Singleton;

/** What is looked for, why, and what to do about it. */
@Singleton
class CataloguePage {

    private final Catalogue catalogue;
    private final Shells shells;
    private final Answers answers;

    CataloguePage(Catalogue catalogue, Shells shells, Answers answers) {
        this.catalogue = catalogue;
        this.shells = shells;
        this.answers = answers;
    }

    Reply all(PageRequest request) {
        return Reply.page(Templates.catalogue(
                shells.of("Catalogue", request),
                new CatalogueView(catalogue.detections().stream()
                        .map(CatalogueView.Row::of)
                        .toList())));
    }

    Reply one(PageRequest request) {
        return catalogue
                .byId(request.part("id"))
                .<Reply>map(detection -> Reply.page(
                        Templates.detection(shells.of(detection.title(), request), CatalogueView.entry(detection))))
                .orElseGet(() -> answers.notFound(request, "There is no such detection"));
    }
}
