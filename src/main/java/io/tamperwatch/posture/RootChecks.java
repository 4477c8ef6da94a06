package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.util.List;
import java.util.function.Predicate;

/** What the root user has, whom no policy of the account can hold back. */
final class RootChecks {

    private RootChecks() {}

    static List<PostureCheck> all() {
        return List.of(
                new PostureCheck(
                        "root-mfa",
                        "The root user has MFA, or no password",
                        "Whoever knows the root user's password owns the account, unless a second factor is asked for.",
                        Severity.CRITICAL,
                        List.of(Control.cis("1.4")),
                        List.of("secure-root-user"),
                        state -> judge(
                                state,
                                root -> root.mfa() || !root.password(),
                                "The root user has MFA, or no password.",
                                "The root user has a password and no MFA device.")),
                new PostureCheck(
                        "root-access-keys",
                        "The root user has no access keys",
                        "An access key of the root user does everything, asks for no second factor and cannot be"
                                + " limited by any policy of the account.",
                        Severity.CRITICAL,
                        List.of(Control.cis("1.3")),
                        List.of("secure-root-user"),
                        state -> judge(
                                state,
                                root -> !root.accessKeys(),
                                "The root user has no access keys.",
                                "The root user has access keys.")),
                new PostureCheck(
                        "root-signing-certificates",
                        "The root user has no signing certificates",
                        "A signing certificate of the root user is a long-term credential of the whole account.",
                        Severity.HIGH,
                        List.of(),
                        List.of("secure-root-user"),
                        state -> judge(
                                state,
                                root -> !root.signingCertificates(),
                                "The root user has no signing certificates.",
                                "The root user has signing certificates.")));
    }

    private static Verdict judge(AccountState state, Predicate<RootUser> fine, String passing, String failing) {
        return state.root()
                .judge(root -> fine.test(root)
                        ? new Verdict.Pass(passing)
                        : new Verdict.Fail(failing, List.of(new Offender("user", "root", failing))));
    }
}
