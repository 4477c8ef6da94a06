package io.tamperwatch.posture;

/** How a check stands for an account, in short. */
public record Standing(String account, String check, Status status, int offenderCount) {}
