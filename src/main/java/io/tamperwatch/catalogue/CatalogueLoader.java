package io.tamperwatch.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From data files to a catalogue, refusing whatever is missing, empty, unknown, of the wrong kind, or claimed twice. The
 * files that come with the product and those of its operators pass the same checks.
 */
final class CatalogueLoader {

    private final YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Remedy> remedies = new LinkedHashMap<>();
    private final Map<String, Detection> detections = new LinkedHashMap<>();

    /** Where each detection stands. */
    private final Map<String, String> places = new HashMap<>();

    private CatalogueLoader() {}

    /** The remedies among the files, by their ids. */
    static Map<String, Remedy> remedies(List<CatalogueFile> files) {
        CatalogueLoader loader = new CatalogueLoader();
        files.stream().filter(CatalogueFile::isRemedy).forEach(loader::addRemedy);
        return Map.copyOf(loader.remedies);
    }

    /**
     * The catalogue the files make, in their order.
     *
     * @throws InvalidCatalogue naming every fault
     */
    static Catalogue load(List<CatalogueFile> files) {
        CatalogueLoader loader = new CatalogueLoader();
        files.stream().filter(CatalogueFile::isRemedy).forEach(loader::addRemedy);
        files.stream().filter(file -> !file.isRemedy()).forEach(loader::addDetection);
        loader.refuseSharedEvents();
        if (loader.faults.isEmpty()) {
            // only whole files say what is watched
            loader.refuseUnwatchedEvents();
        }
        if (loader.faults.isEmpty() && loader.detections.isEmpty()) {
            loader.faults.add("no detections: at least one file in detections/ is required");
        }
        if (!loader.faults.isEmpty()) {
            throw new InvalidCatalogue(loader.faults);
        }
        return new Catalogue(List.copyOf(loader.detections.values()));
    }

    private void addRemedy(CatalogueFile file) {
        Fields fields = read(file);
        if (fields != null) {
            add(remedies, RemedyFile.read(fields), Remedy::id, file, fields);
        }
    }

    private void addDetection(CatalogueFile file) {
        Fields fields = read(file);
        if (fields != null) {
            Detection detection = DetectionFile.read(fields, remedies);
            add(detections, detection, Detection::id, file, fields);
            places.putIfAbsent(detection.id(), file.place());
        }
    }

    private static <T> void add(
            Map<String, T> known, T entry, Function<T, String> id, CatalogueFile file, Fields fields) {
        String own = id.apply(entry);
        if (!own.equals(file.expectedId())) {
            fields.fault("id", "%s is required, as in the file's name".formatted(file.expectedId()));
        }
        if (known.putIfAbsent(own, entry) != null) {
            fields.fault("id", "%s is taken by another file; an id is never reused".formatted(own));
        }
    }

    private @Nullable Fields read(CatalogueFile file) {
        try {
            JsonNode tree = yaml.readTree(file.text());
            if (tree instanceof ObjectNode mapping) {
                return new Fields(mapping, file.place(), faults);
            }
            faults.add(file.place() + ": a YAML mapping is required");
        } catch (JsonProcessingException e) {
            faults.add("%s: line %d: YAML in which every field stands once is required"
                    .formatted(
                            file.place(),
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
        }
        return null;
    }

    private void refuseSharedEvents() {
        Map<String, String> claims = new HashMap<>();
        for (Detection detection : detections.values()) {
            for (String event : detection.eventNames()) {
                String other = claims.putIfAbsent(detection.eventSource() + "/" + event, detection.id());
                if (other != null && !other.equals(detection.id())) {
                    faults.add("%s: eventNames: %s is claimed by %s already; one detection an event is allowed"
                            .formatted(places.get(detection.id()), event, other));
                }
            }
        }
    }

    /** An event nobody reads can neither repair anything nor complete a routine. */
    private void refuseUnwatchedEvents() {
        Set<String> watched = detections.values().stream()
                .flatMap(detection -> detection.eventNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Detection detection : detections.values()) {
            refuseUnwatched(detection, "repairedBy", detection.repairedBy(), watched);
            for (Routine routine : detection.routines()) {
                refuseUnwatched(detection, "routines: %s: before".formatted(routine.id()), routine.before(), watched);
                refuseUnwatched(detection, "routines: %s: after".formatted(routine.id()), routine.after(), watched);
            }
        }
    }

    private void refuseUnwatched(Detection detection, String field, List<String> events, Set<String> watched) {
        events.stream()
                .filter(event -> !watched.contains(event))
                .forEach(event -> faults.add("%s: %s: %s is an event of no detection; allowed are %s"
                        .formatted(places.get(detection.id()), field, event, String.join(", ", watched))));
    }
}
