package io.tamperwatch.catalogue;

/**
 * One way an event can have come about, or one harm it can do.
 *
 * @param id unique within its detection, never reused
 * @param explanation plain words for whoever is on call
 */
public record Scenario(String id, String title, String explanation) {}
