package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Status;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The filters of the list, as its form shows them.
 *
 * @param others filters the form has no field for; each can be taken off
 */
record FilterForm(String text, List<Option> statuses, List<Option> severities, List<Other> others, boolean active) {

    /** One value of a filter. */
    record Option(String value, String label, boolean chosen) {}

    /** A filter that came with the address, as it is told and as it was given. */
    record Other(String name, String value, String without, List<String> given) {

        Other {
            given = List.copyOf(given);
        }
    }

    private static final List<String> OTHERS = List.of("detection", "event", "account", "actor", "since", "until");

    FilterForm {
        statuses = List.copyOf(statuses);
        severities = List.copyOf(severities);
        others = List.copyOf(others);
    }

    static FilterForm of(FindingQuery query, MultivaluedMap<String, String> given) {
        List<Other> others = OTHERS.stream()
                .filter(given::containsKey)
                .map(name -> other(name, given))
                .toList();
        return new FilterForm(
                query.text() == null ? "" : query.text(),
                Stream.of(Status.values())
                        .map(s -> new Option(s.label(), label(s), query.status().contains(s)))
                        .toList(),
                Stream.of(Severity.values())
                        .map(s -> new Option(
                                s.label(),
                                Shown.sentence(s.label()),
                                query.severity().contains(s)))
                        .toList(),
                others,
                isActive(query, others));
    }

    private static Other other(String name, MultivaluedMap<String, String> given) {
        List<String> values = given.getOrDefault(name, List.of());
        return new Other(
                name, Shown.cut(Shown.text(String.join(", ", values))), address(given, name, "cursor"), values);
    }

    private static boolean isActive(FindingQuery query, List<Other> others) {
        return query.text() != null
                || !query.status().isEmpty()
                || !query.severity().isEmpty()
                || !others.isEmpty();
    }

    private static String label(Status status) {
        return status == Status.ACKNOWLEDGED ? "In hand" : Shown.sentence(status.label());
    }

    /** The list's address with these filters, some left out. */
    static String address(Map<String, List<String>> given, String... without) {
        List<String> parts = new ArrayList<>();
        given.forEach((name, values) -> {
            if (!List.of(without).contains(name)) {
                values.stream()
                        .filter(value -> !value.isEmpty())
                        .forEach(value -> parts.add(encoded(name) + "=" + encoded(value)));
            }
        });
        return parts.isEmpty() ? "/findings" : "/findings?" + String.join("&", parts);
    }

    /** As one part of a path. */
    static String inPath(String text) {
        return encoded(text).replace("+", "%20");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
