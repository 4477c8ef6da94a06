package io.tamperwatch.posture;

/**
 * What an account asks of its users' passwords.
 *
 * @param reusePrevention how many former passwords may not be used again; 0 for none
 */
public record PasswordPolicy(
        int minimumLength,
        boolean uppercase,
        boolean lowercase,
        boolean numbers,
        boolean symbols,
        int reusePrevention) {}
