package io.tamperwatch.web;

import io.tamperwatch.catalogue.Catalogue;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** A catalogue of two. */
@Alternative
@Singleton
class TestingCatalogue {

    @Produces
    @Alternative
    @Singleton
    Catalogue catalogue() {
        return Samples.CATALOGUE;
    }
}
