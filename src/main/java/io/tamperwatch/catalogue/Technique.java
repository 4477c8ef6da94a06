package io.tamperwatch.catalogue;

/**
 * A technique of MITRE ATT&amp;CK that calls of this kind serve.
 *
 * @param id for example {@code T1531}, or {@code T1098.001} for a sub-technique
 * @param name as ATT&amp;CK names it
 */
public record Technique(String id, String name) {}
