package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Severity;

/**
 * What somebody has been told needs attention, and has to be told when it no longer does.
 *
 * @param finding the finding's id, or another word for many findings at once
 */
public record Raised(String detection, Severity severity, String account, String finding) {}
