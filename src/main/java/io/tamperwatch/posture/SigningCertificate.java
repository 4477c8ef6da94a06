package io.tamperwatch.posture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's X.509 signing certificate.
 *
 * @param expiresAt null when its body cannot be read
 */
public record SigningCertificate(
        String userName,
        String userArn,
        String id,
        boolean active,
        @Nullable Instant expiresAt) {}
