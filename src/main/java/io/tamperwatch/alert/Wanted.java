package io.tamperwatch.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.Raised;

/**
 * An alert as it is to be told.
 *
 * @param key what it is about
 * @param body what Alertmanager is told of it, apart from when it ends
 */
record Wanted(Raised key, ObjectNode body) {}
