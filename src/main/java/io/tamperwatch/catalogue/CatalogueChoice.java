package io.tamperwatch.catalogue;

import io.tamperwatch.setting.InvalidSetting;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The value of {@code tamperwatch.detections}: a detection's id chooses all of its events, an event's name chooses that
 * event only.
 */
final class CatalogueChoice {

    static final String KEY = "tamperwatch.detections";

    static final String ALL = "all";

    private CatalogueChoice() {}

    /** @throws InvalidSetting when a word is neither */
    static Catalogue choose(Catalogue whole, String value) {
        if (value.strip().equals(ALL)) {
            return whole;
        }
        Set<String> words = Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!allowed(whole).containsAll(words)) {
            throw new InvalidSetting(
                    KEY,
                    value,
                    "all, or a comma-separated list of detection ids and of names of their events; the ids are "
                            + whole.detections().stream().map(Detection::id).collect(Collectors.joining(", ")));
        }
        return new Catalogue(whole.detections().stream()
                .flatMap(detection -> chosen(detection, words))
                .toList());
    }

    private static Set<String> allowed(Catalogue whole) {
        return whole.detections().stream()
                .flatMap(detection -> Stream.concat(Stream.of(detection.id()), detection.eventNames().stream()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Detection> chosen(Detection detection, Set<String> words) {
        if (words.contains(detection.id())) {
            return Stream.of(detection);
        }
        List<String> names =
                detection.eventNames().stream().filter(words::contains).toList();
        return names.isEmpty() ? Stream.empty() : Stream.of(detection.watchingOnly(names));
    }
}
