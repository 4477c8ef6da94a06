package io.tamperwatch.posture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account when its checks are made.
 *
 * @param at when it was read
 * @param passwordPolicy empty when the account has none of its own
 */
record AccountState(
        Instant at,
        PostureSettings settings,
        Known<Optional<PasswordPolicy>> passwordPolicy,
        Known<RootUser> root,
        Known<List<UserCredentials>> users,
        Known<List<SigningCertificate>> certificates,
        Known<List<Trail>> trails,
        Known<PolicyReview> policies) {

    boolean isOlder(@Nullable Instant than, Duration age) {
        return than != null && than.isBefore(at.minus(age));
    }
}
