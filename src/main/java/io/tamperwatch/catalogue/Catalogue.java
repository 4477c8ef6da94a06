package io.tamperwatch.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The detections this process watches, in the catalogue's order.
 *
 * @param detections the chosen ones; never empty
 */
public record Catalogue(List<Detection> detections) {

    public Catalogue {
        if (detections.isEmpty()) {
            throw new IllegalArgumentException("a catalogue needs at least one detection");
        }
        detections = List.copyOf(detections);
        Map<String, Detection> byEvent = new LinkedHashMap<>();
        for (Detection detection : detections) {
            for (String eventName : detection.eventNames()) {
                Detection other = byEvent.putIfAbsent(detection.eventSource() + "/" + eventName, detection);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "detections %s and %s both claim %s".formatted(other.id(), detection.id(), eventName));
                }
            }
        }
    }

    /** Everything that comes with the product, whatever the configuration chooses. */
    public static Catalogue builtIn() {
        return BuiltInCatalogue.WHOLE;
    }

    /**
     * What comes with the product and the operator's own, as far as it is watched.
     *
     * @param directory the value of {@code tamperwatch.catalogue-dir}
     * @param detections the value of {@code tamperwatch.detections}
     * @throws InvalidCatalogue when a file is faulty
     * @throws io.tamperwatch.setting.InvalidSetting when the choice is
     */
    public static Catalogue of(Optional<String> directory, Optional<String> detections) {
        return CatalogueProducer.chosen(directory, detections.orElse(CatalogueChoice.ALL));
    }

    /** Every remedy that comes with the product, by its id. */
    public static Map<String, Remedy> builtInRemedies() {
        return BuiltInCatalogue.REMEDIES;
    }

    public Optional<Detection> byId(String id) {
        return detections.stream()
                .filter(detection -> detection.id().equals(id))
                .findFirst();
    }

    public Optional<Detection> byEvent(String eventSource, String eventName) {
        return detections.stream()
                .filter(detection -> detection.eventSource().equals(eventSource)
                        && detection.eventNames().contains(eventName))
                .findFirst();
    }
}
