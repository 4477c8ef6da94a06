package io.tamperwatch.posture;

import io.tamperwatch.posture.UserCredentials.Key;
import io.tamperwatch.posture.UserCredentials.Password;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** States of accounts: one in which nothing is wrong, and what can be. */
final class Accounts {

    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    static final String IAM = "arn:aws:iam::111122223333:";

    static final PasswordPolicy STRICT = new PasswordPolicy(14, true, true, true, true, 24);
    static final RootUser SAFE_ROOT = new RootUser(true, false, false, true);
    static final UserCredentials SAFE_USER =
            user("alice", true, new Password(daysAgo(10), daysAgo(1)), List.of(new Key(1, daysAgo(20), daysAgo(2))));
    static final SigningCertificate GOOD_CERTIFICATE =
            new SigningCertificate("alice", IAM + "user/alice", "CERTIFICATEONE", true, NOW.plus(Duration.ofDays(1)));
    static final EventSelection ALL_MANAGEMENT =
            new EventSelection.Basic(List.of(new EventSelection.Basic.Selector(true, "All", Set.of())));
    static final Trail GOOD_TRAIL = new Trail(
            "arn:aws:cloudtrail:us-east-1:111122223333:trail/all",
            "example-logs",
            true,
            true,
            true,
            new Known.Is<>(true),
            new Known.Is<>(ALL_MANAGEMENT));
    static final PolicyReview HARMLESS =
            new PolicyReview(3, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    static final AccountState SAFE = new AccountState(
            NOW,
            PostureSettings.DEFAULT,
            new Known.Is<>(Optional.of(STRICT)),
            new Known.Is<>(SAFE_ROOT),
            new Known.Is<>(List.of(SAFE_USER)),
            new Known.Is<>(List.of(GOOD_CERTIFICATE)),
            new Known.Is<>(List.of(GOOD_TRAIL)),
            new Known.Is<>(HARMLESS));

    private Accounts() {}

    static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    static UserCredentials user(String name, boolean mfa, @Nullable Password password, List<Key> keys) {
        return new UserCredentials(name, IAM + "user/" + name, mfa, password, keys);
    }

    static AccountState with(@Nullable PasswordPolicy policy) {
        return new AccountState(
                NOW,
                SAFE.settings(),
                new Known.Is<>(Optional.ofNullable(policy)),
                SAFE.root(),
                SAFE.users(),
                SAFE.certificates(),
                SAFE.trails(),
                SAFE.policies());
    }

    static AccountState with(RootUser root) {
        return new AccountState(
                NOW,
                SAFE.settings(),
                SAFE.passwordPolicy(),
                new Known.Is<>(root),
                SAFE.users(),
                SAFE.certificates(),
                SAFE.trails(),
                SAFE.policies());
    }

    static AccountState with(UserCredentials... users) {
        return new AccountState(
                NOW,
                SAFE.settings(),
                SAFE.passwordPolicy(),
                SAFE.root(),
                new Known.Is<>(List.of(users)),
                SAFE.certificates(),
                SAFE.trails(),
                SAFE.policies());
    }

    static AccountState with(SigningCertificate... certificates) {
        return new AccountState(
                NOW,
                SAFE.settings(),
                SAFE.passwordPolicy(),
                SAFE.root(),
                SAFE.users(),
                new Known.Is<>(List.of(certificates)),
                SAFE.trails(),
                SAFE.policies());
    }

    static AccountState with(Trail... trails) {
        return new AccountState(
                NOW,
                SAFE.settings(),
                SAFE.passwordPolicy(),
                SAFE.root(),
                SAFE.users(),
                SAFE.certificates(),
                new Known.Is<>(List.of(trails)),
                SAFE.policies());
    }

    static AccountState with(PolicyReview policies) {
        return new AccountState(
                NOW,
                SAFE.settings(),
                SAFE.passwordPolicy(),
                SAFE.root(),
                SAFE.users(),
                SAFE.certificates(),
                SAFE.trails(),
                new Known.Is<>(policies));
    }
}
