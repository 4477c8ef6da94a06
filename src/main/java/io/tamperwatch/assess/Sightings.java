package io.tamperwatch.assess;

import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.finding.Signal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The signals seen on one finding, each once, in the order of their codes. */
final class Sightings {

    private final Map<SignalCode, Signal> seen = new EnumMap<>(SignalCode.class);

    /** The first sighting of a code is the one that counts. */
    void add(SignalCode code, int weight, String why) {
        seen.putIfAbsent(code, new Signal(code.label(), weight, why));
    }

    void add(SignalCode code, Signal signal) {
        seen.putIfAbsent(code, signal);
    }

    boolean has(SignalCode code) {
        return seen.containsKey(code);
    }

    boolean hasAny(List<SignalCode> codes) {
        return codes.stream().anyMatch(seen::containsKey);
    }

    int points() {
        return seen.values().stream().mapToInt(Signal::weight).sum();
    }

    Map<SignalCode, Signal> byCode() {
        return Map.copyOf(seen);
    }

    List<Signal> signals() {
        return List.copyOf(seen.values());
    }
}
