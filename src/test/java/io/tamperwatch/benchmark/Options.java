package io.tamperwatch.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a benchmark was told on its command line, as {@code name=value}, and its defaults. */
final class Options {

    private final Map<String, String> given;
    private final Map<String, String> defaults;

    private Options(Map<String, String> given, Map<String, String> defaults) {
        this.given = given;
        this.defaults = defaults;
    }

    /**
     * Of two with one name the later counts.
     *
     * @throws IllegalArgumentException for a name without a default
     */
    static Options of(String[] arguments, Map<String, String> defaults) {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(
                        Collectors.toMap(pair -> pair[0], pair -> pair.length < 2 ? "" : pair[1], (_, later) -> later));
        given.keySet().forEach(name -> {
            if (!defaults.containsKey(name)) {
                throw new IllegalArgumentException("no such option: " + name + ", only " + defaults.keySet());
            }
        });
        return new Options(given, defaults);
    }

    String text(String name) {
        return given.getOrDefault(name, defaults.getOrDefault(name, ""));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    List<String> list(String name) {
        return Arrays.asList(text(name).split(","));
    }
}
