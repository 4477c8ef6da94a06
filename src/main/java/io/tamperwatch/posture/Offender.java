package io.tamperwatch.posture;

/**
 * One thing in an account for which a check fails. Its name is whatever somebody in the account has called it.
 *
 * @param kind of what kind it is, as {@code user} or {@code access-key}
 * @param name its ARN, or its name where it has none
 * @param why what is wrong with it
 */
public record Offender(String kind, String name, String why) {}
