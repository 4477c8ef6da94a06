package io.tamperwatch;

import io.quarkus.arc.DefaultBean;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.watch.Watches;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Lets the product be built while the packages behind these ports are being written. A real bean replaces each of these
 * by being there; this class goes when the last one is.
 */
class Unwired {

    @Produces
    @DefaultBean
    @Singleton
    FindingStore store() {
        throw new IllegalStateException("no store is built in yet");
    }

    @Produces
    @DefaultBean
    @Singleton
    Catalogue catalogue() {
        throw new IllegalStateException("no catalogue is built in yet");
    }

    @Produces
    @DefaultBean
    @Singleton
    Watches watches() {
        throw new IllegalStateException("no watch is built in yet");
    }
}
