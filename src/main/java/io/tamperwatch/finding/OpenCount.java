package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Severity;

/**
 * How many open findings there are of one kind.
 *
 * @param changes grows whenever one comes or goes: while it is the same, so are the findings
 */
public record OpenCount(String detection, Severity severity, String account, long count, long changes) {}
