package io.tamperwatch.catalogue;

/**
 * A control of a standard that speaks of exactly this kind of event.
 *
 * @param standard with its version
 * @param control as the standard numbers it
 * @param why what the control demands, and how the event bears on it
 */
public record ComplianceReference(String standard, String control, String why) {}
