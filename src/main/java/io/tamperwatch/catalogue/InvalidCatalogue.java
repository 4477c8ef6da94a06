package io.tamperwatch.catalogue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/** Data files the product refuses to work with. The message is one line and names every fault found. */
final class InvalidCatalogue extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    InvalidCatalogue(List<String> faults) {
        super("the catalogue is not valid: " + String.join("; ", faults));
    }
}
