package io.tamperwatch.catalogue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/** Data files the product refuses to work with. The message is one line and names every fault found. */
public final class InvalidCatalogue extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    InvalidCatalogue(List<String> faults) {
        super("the catalogue is not valid: " + printable(String.join("; ", faults)));
    }

    /** What an author wrote may be quoted in a fault, and must not break the line. */
    private static String printable(String faults) {
        return faults.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
