package io.tamperwatch.finding;

/**
 * A named observation that makes a finding graver or milder.
 *
 * @param weight positive makes it graver, negative milder
 * @param why one sentence
 */
public record Signal(String code, int weight, String why) {}
