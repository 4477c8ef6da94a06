package io.tamperwatch.web;

import io.tamperwatch.finding.Status;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** What the tests of the pages, a package further down, find in the store. */
@Alternative
@Singleton
public class PageSamples {

    private final TestingFindingStore store;

    PageSamples(TestingFindingStore store) {
        this.store = store;
    }

    /** One finding with something in every member. */
    public void oneOpen() {
        store.reset();
        store.findings.add(Samples.full());
    }

    public Status status() {
        return store.findings.getFirst().status();
    }

    public void away() {
        store.beUnavailable();
    }
}
