package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Severity;

/** How many open findings there are of one kind. */
public record OpenCount(String detection, Severity severity, String account, long count) {}
