package io.tamperwatch.finding;

/**
 * A catalogue scenario held against one finding.
 *
 * @param why the reason for the fit, in plain words
 */
public record ScenarioFit(String id, String title, Fit fit, String why) {}
