package io.tamperwatch.posture;

/** What the account's root user has, as far as the account's summary tells. */
public record RootUser(boolean mfa, boolean accessKeys, boolean signingCertificates, boolean password) {}
