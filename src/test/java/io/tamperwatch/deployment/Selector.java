package io.tamperwatch.deployment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of our series as a PromQL expression asks for it. Only as much of the language is understood as rules and
 * dashboards use.
 */
public record Selector(String name, List<Matcher> matchers) {

    private static final Pattern OURS = Pattern.compile("\\b(tamperwatch_\\w+)\\s*(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*[\"']([^\"']*)[\"']");
    private static final Pattern LABELS = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");

    /** These come from Prometheus and from Kubernetes, not from us. */
    static final Set<String> FROM_THE_SCRAPE = Set.of("job", "instance", "namespace", "pod", "le");

    /** One condition on a label. */
    public record Matcher(String label, String operator, String value) {

        private boolean accepts(String actual) {
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> actual.matches(value);
                case "!~" -> !actual.matches(value);
                default -> throw new IllegalArgumentException(operator);
            };
        }

        /** The values it speaks of: each has to occur, else it is misspelt. */
        private Stream<Matcher> spoken() {
            return Arrays.stream(value.split("\\|", -1)).map(one -> new Matcher(label, "=", one));
        }

        private boolean isOurs() {
            return !FROM_THE_SCRAPE.contains(label) && !value.startsWith("$") && !value.contains("%");
        }
    }

    /** All in an expression, in its order. */
    public static List<Selector> in(String expression) {
        return OURS.matcher(expression).results().map(Selector::of).toList();
    }

    private static Selector of(MatchResult found) {
        List<Matcher> matchers = new ArrayList<>();
        if (found.group(2) != null) {
            MATCHER.matcher(found.group(2))
                    .results()
                    .map(one -> new Matcher(one.group(1), one.group(2), one.group(3)))
                    .filter(Matcher::isOurs)
                    .forEach(matchers::add);
        }
        return new Selector(found.group(1), List.copyOf(matchers));
    }

    /** The labels that an expression groups and joins by, those of the scrape left out. */
    static Set<String> groupings(String expression) {
        Set<String> labels = new TreeSet<>();
        LABELS.matcher(expression)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty() && !FROM_THE_SCRAPE.contains(label))
                .forEach(labels::add);
        return labels;
    }

    /** The metric, whatever part of a histogram or summary is asked for. */
    String metric() {
        return name.replaceFirst("_(bucket|count|sum|max)$", "");
    }

    /** Selectors that ask for each value this one speaks of; every one has to match a series. */
    public List<Selector> spoken() {
        List<Selector> each = new ArrayList<>(List.of(new Selector(name, List.of())));
        matchers.stream()
                .flatMap(Matcher::spoken)
                .map(one -> new Selector(name, List.of(one)))
                .forEach(each::add);
        return each;
    }

    public boolean matches(String series, Map<String, String> labels) {
        return series.equals(name)
                && matchers.stream().allMatch(one -> one.accepts(labels.getOrDefault(one.label(), "")));
    }
}
