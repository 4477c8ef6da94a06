package io.tamperwatch.catalogue;

import java.util.List;

/**
 * One way an event can have come about, or one harm it can do.
 *
 * @param id unique within its detection, never reused
 * @param explanation plain words for whoever is on call
 * @param likelyWith signals that speak for it
 * @param unlikelyWith signals that speak against it
 */
public record Scenario(
        String id, String title, String explanation, List<SignalCode> likelyWith, List<SignalCode> unlikelyWith) {

    public Scenario {
        likelyWith = List.copyOf(likelyWith);
        unlikelyWith = List.copyOf(unlikelyWith);
    }
}
