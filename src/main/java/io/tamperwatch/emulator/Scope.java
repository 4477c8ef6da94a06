package io.tamperwatch.emulator;

/** Where events live and what AWS limits by: one account in one Region. */
public record Scope(String account, String region) {}
