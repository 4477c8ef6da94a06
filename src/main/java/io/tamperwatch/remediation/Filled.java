package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Remedy;
import java.util.List;
import java.util.Locale;

/** A remedy of the catalogue with what its inputs are for one finding. */
record Filled(Remedy remedy, List<Given> inputs) {

    Filled {
        inputs = List.copyOf(inputs);
    }

    /** The id's letters and digits, as a name that bash and Python take. */
    String functionName() {
        return remedy.id().replace('-', '_');
    }

    String purpose() {
        return remedy.purpose().name().toLowerCase(Locale.ROOT);
    }
}
