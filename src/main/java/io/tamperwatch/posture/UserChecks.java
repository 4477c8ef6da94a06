package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What IAM users can act with. */
final class UserChecks {

    private UserChecks() {}

    static List<PostureCheck> all() {
        return List.of(consoleMfa(), otherMfa(), oldKeys(), unusedKeys(), oldPasswords(), unusedPasswords());
    }

    private static PostureCheck consoleMfa() {
        return new PostureCheck(
                "user-mfa-console",
                "Users with a console password have MFA",
                "A password alone can be guessed, phished or found.",
                Severity.HIGH,
                List.of(Control.cis("1.9")),
                List.of("mfa-for-iam-users"),
                state -> users(
                        state,
                        user -> user.password() == null || user.mfa()
                                ? Stream.empty()
                                : Stream.of(offender(user, "has a console password and no MFA device")),
                        "%d {user signs|users sign} in to the console without MFA.",
                        "Every user with a console password has MFA."));
    }

    private static PostureCheck otherMfa() {
        return new PostureCheck(
                "user-mfa",
                "Users without a console password have MFA where they have access keys",
                "Policies can ask for MFA with access keys too, but only of users who have a device.",
                Severity.LOW,
                List.of(),
                List.of("mfa-for-iam-users"),
                state -> users(
                        state,
                        user -> user.password() != null || user.keys().isEmpty() || user.mfa()
                                ? Stream.empty()
                                : Stream.of(offender(user, "has active access keys and no MFA device")),
                        "%d {user has|users have} access keys and no MFA device.",
                        "Every user with access keys and no password has MFA."));
    }

    private static PostureCheck oldKeys() {
        return new PostureCheck(
                "access-key-age",
                "Access keys are not old",
                "A key that is never changed goes on working for everybody who has ever seen it.",
                Severity.MEDIUM,
                List.of(Control.cis("1.13")),
                List.of("rotate-access-keys"),
                state -> keys(
                        state,
                        key -> state.isOlder(key.rotatedAt(), state.settings().accessKeyMaxAge())
                                ? "was made on " + day(key.rotatedAt())
                                : null,
                        "%d active access {key is|keys are} older than "
                                + days(state.settings().accessKeyMaxAge()) + ".",
                        "No active access key is older than "
                                + days(state.settings().accessKeyMaxAge()) + "."));
    }

    private static PostureCheck unusedKeys() {
        return new PostureCheck(
                "access-key-unused",
                "Access keys are in use",
                "Nobody misses a key that nobody uses, and nobody notices when somebody else does.",
                Severity.MEDIUM,
                List.of(Control.cis("1.11")),
                List.of("switch-off-unused-access-key"),
                state -> keys(
                        state,
                        key -> unused(state, key.usedAt(), key.rotatedAt()),
                        "%d active access {key has|keys have} not been used for "
                                + days(state.settings().unusedAfter()) + ".",
                        "Every active access key has been used within "
                                + days(state.settings().unusedAfter()) + "."));
    }

    private static PostureCheck oldPasswords() {
        return new PostureCheck(
                "password-age",
                "Console passwords are not old",
                "A password that has leaked is good until it is changed.",
                Severity.LOW,
                List.of(Control.formerCis("1.11")),
                List.of("set-new-console-password"),
                state -> passwords(
                        state,
                        password -> state.isOlder(
                                        password.changedAt(), state.settings().passwordMaxAge())
                                ? "has a password set on " + day(password.changedAt())
                                : null,
                        "%d {password is|passwords are} older than "
                                + days(state.settings().passwordMaxAge()) + ".",
                        "No password is older than " + days(state.settings().passwordMaxAge()) + "."));
    }

    private static PostureCheck unusedPasswords() {
        return new PostureCheck(
                "password-unused",
                "Console passwords are in use",
                "A way in that its owner has forgotten is watched by nobody.",
                Severity.MEDIUM,
                List.of(Control.cis("1.11")),
                List.of("take-console-access-away"),
                state -> passwords(
                        state,
                        password -> unused(state, password.usedAt(), password.changedAt()),
                        "%d {password has|passwords have} not been used for "
                                + days(state.settings().unusedAfter()) + ".",
                        "Every password has been used within "
                                + days(state.settings().unusedAfter()) + "."));
    }

    /** Something new has not had the time to be used. */
    private static @Nullable String unused(AccountState state, @Nullable Instant usedAt, @Nullable Instant setAt) {
        Duration limit = state.settings().unusedAfter();
        if (usedAt != null) {
            return state.isOlder(usedAt, limit) ? "was last used on " + day(usedAt) : null;
        }
        return state.isOlder(setAt, limit) ? "was set on " + day(setAt) + " and never used" : null;
    }

    private static Verdict keys(
            AccountState state, Function<UserCredentials.Key, @Nullable String> wrong, String failing, String passing) {
        return users(
                state,
                user -> user.keys().stream().flatMap(key -> {
                    String why = wrong.apply(key);
                    return why == null
                            ? Stream.empty()
                            : Stream.of(new Offender("access-key", user.arn() + " access key " + key.number(), why));
                }),
                failing,
                passing);
    }

    private static Verdict passwords(
            AccountState state,
            Function<UserCredentials.Password, @Nullable String> wrong,
            String failing,
            String passing) {
        return users(
                state,
                user -> {
                    String why = user.password() == null ? null : wrong.apply(user.password());
                    return why == null ? Stream.empty() : Stream.of(offender(user, "password " + why));
                },
                failing,
                passing);
    }

    private static Verdict users(
            AccountState state, Function<UserCredentials, Stream<Offender>> wrong, String failing, String passing) {
        return state.users().judge(users -> {
            List<Offender> offenders = users.stream().flatMap(wrong).toList();
            return Verdict.of(offenders, Counted.of(offenders.size(), failing), passing);
        });
    }

    private static Offender offender(UserCredentials user, String why) {
        return new Offender("user", user.arn(), why);
    }

    /** Whole days, in UTC. */
    static String day(@Nullable Instant time) {
        return time == null ? "an unknown day" : time.toString().substring(0, 10);
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }
}
