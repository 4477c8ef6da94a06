package io.tamperwatch.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that a remedy's commands need, and where a finding has it.
 *
 * @param name of the variable in the commands
 * @param form what kind of value it is
 * @param from places to look in, the best first; empty when only the person who runs the commands knows it
 * @param otherwise what it is when no place has it; null when it is then asked for
 * @param secret whether it must not be shown
 * @param file whether it has several lines, so that it is given by a file and never asked for on a terminal
 * @param label what the console's steps call it while it is not known
 * @param need what to provide when it is not known, and where to find it
 */
public record RemedyInput(
        String name,
        Form form,
        List<String> from,
        @Nullable String otherwise,
        boolean secret,
        boolean file,
        String label,
        String need) {

    /** What kind of value an input is. */
    public enum Form {
        /** One text. */
        TEXT,
        /** Texts, of which there may be none. */
        LIST,
        /** Anything that JSON can say. */
        JSON,
        /** A file's name, a choice or a constant of ours, never a text of a record: the commands may use it as it is. */
        PLAIN
    }

    /** Places whose values are chosen from constants of this product: nothing of a record is in them. */
    public static final Set<String> CONSTANT_PLACES = Set.of("derived.homeRegion");

    public RemedyInput {
        from = List.copyOf(from);
    }

    /** Whether each thing a remedy is for has a value of its own for it. */
    public boolean isOfEachThing() {
        return !CONSTANT_PLACES.containsAll(from);
    }
}
