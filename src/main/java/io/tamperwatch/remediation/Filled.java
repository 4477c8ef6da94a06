package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Remedy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A remedy of the catalogue with what its inputs are.
 *
 * @param number which of several of the same remedy it is, each with values of its own; 0 for the only one
 * @param about what it is for, in plain letters; null for the only one
 */
record Filled(
        Remedy remedy,
        List<Given> inputs,
        int number,
        @Nullable String about) {

    Filled {
        inputs = List.copyOf(inputs);
    }

    /** The only one of its remedy. */
    Filled(Remedy remedy, List<Given> inputs) {
        this(remedy, inputs, 0, null);
    }

    /** Names the step. */
    String id() {
        return number == 0 ? remedy.id() : remedy.id() + "-" + number;
    }

    String title() {
        return about == null ? remedy.title() : remedy.title() + ": " + about;
    }

    /** The id's letters and digits, as a name that bash and Python take. */
    String functionName() {
        return id().replace('-', '_');
    }

    String purpose() {
        return remedy.purpose().name().toLowerCase(Locale.ROOT);
    }

    /** Inputs whose values nobody knows but whoever runs it. */
    List<Given> unknown() {
        return inputs.stream().filter(given -> given.value() == null).toList();
    }

    /** Inputs whose values are for this one and no other step. */
    List<Given> own() {
        return number == 0
                ? List.of()
                : inputs.stream()
                        .filter(given ->
                                given.value() == null || !given.input().from().isEmpty())
                        .toList();
    }

    /** Inputs that stand for the whole script: those of several steps, and those its user may give. */
    List<Given> shared() {
        return inputs.stream()
                .filter(given -> number == 0 || given.value() == null || !own().contains(given))
                .toList();
    }
}
