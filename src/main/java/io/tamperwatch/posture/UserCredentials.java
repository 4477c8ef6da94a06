package io.tamperwatch.posture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an IAM user can act with, as the credential report tells.
 *
 * @param password null when the user has none
 * @param keys those that are active
 */
public record UserCredentials(
        String name, String arn, boolean mfa, @Nullable Password password, List<Key> keys) {

    public UserCredentials {
        keys = List.copyOf(keys);
    }

    /**
     * A console password.
     *
     * @param changedAt null when AWS does not say
     * @param usedAt null when it was never used, or not since AWS began to keep it in October 2014
     */
    public record Password(
            @Nullable Instant changedAt, @Nullable Instant usedAt) {}

    /**
     * An access key. The report numbers keys and does not give their ids.
     *
     * @param usedAt null when it was never used
     */
    public record Key(
            int number,
            @Nullable Instant rotatedAt,
            @Nullable Instant usedAt) {}
}
