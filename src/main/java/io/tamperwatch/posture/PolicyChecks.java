package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.util.List;
import java.util.function.Function;

/** What policies give away. AWS's own policies are left out: nobody here can change them. */
final class PolicyChecks {

    private static final List<String> LEAST_PRIVILEGE =
            List.of("narrow-policy", "narrow-inline-policy", "least-privilege", "user-least-privilege");

    private PolicyChecks() {}

    static List<PostureCheck> all() {
        return List.of(everything(), services(), passesAnyRole(), escalations(), openTrusts(), logReaders());
    }

    private static PostureCheck everything() {
        return check(
                "policy-full-access",
                "No policy in use gives every action on every resource",
                "Whoever holds such a policy, or comes by a credential of somebody who does, owns the account.",
                Severity.HIGH,
                List.of(Control.cis("1.15")),
                PolicyReview::everything,
                "%d {policy gives|policies give} everything.",
                "No policy in use gives everything.");
    }

    private static PostureCheck services() {
        return check(
                "policy-service-wide",
                "No policy in use gives all of a service that guards the account",
                "iam:*, sts:*, organizations:*, cloudtrail:* and kms:* include everything by which the account's"
                        + " protection can be undone.",
                Severity.HIGH,
                List.of(),
                PolicyReview::services,
                "%d {policy gives|policies give} all of such a service.",
                "No policy in use gives all of such a service.");
    }

    private static PostureCheck passesAnyRole() {
        return check(
                "policy-pass-any-role",
                "No policy in use lets any role be passed to a service",
                "Passing a powerful role to a service that runs one's own code is acting as that role.",
                Severity.HIGH,
                List.of(),
                PolicyReview::passesAnyRole,
                "%d {policy lets|policies let} any role be passed.",
                "No policy in use lets any role be passed.");
    }

    private static PostureCheck escalations() {
        return check(
                "policy-privilege-escalation",
                "Nobody can give themselves more rights than they have",
                "Some rights include all others, alone or together: whoever may write policies or passwords of others,"
                        + " or hand a role to a service that runs their code, is an administrator in all but name.",
                Severity.HIGH,
                List.of(),
                PolicyReview::escalations,
                "%d {user or role|users and roles} can gain more rights.",
                "No user or role can gain more rights by a known way.");
    }

    private static PostureCheck openTrusts() {
        return new PostureCheck(
                "oidc-trust-unconditioned",
                "Roles check whom an OpenID Connect provider speaks of",
                "A role that trusts a provider without a condition on audience and subject lets in everybody who can"
                        + " get a token there; with a public provider, that is everybody.",
                Severity.CRITICAL,
                List.of(),
                List.of("condition-role-trust"),
                state -> state.policies()
                        .judge(review -> Verdict.of(
                                review.openTrusts(),
                                Counted.of(review.openTrusts().size(), "%d {role lets|roles let} in too many."),
                                "Every role that trusts an OpenID Connect provider has a condition on its tokens.")));
    }

    private static PostureCheck logReaders() {
        return new PostureCheck(
                "trail-log-readers",
                "Only those who are meant to can read the trails' log files",
                "The log files say what happens in the account, who can do what and what is noticed. Reading them"
                        + " should be given by a policy that names their bucket, not come with a right to read every"
                        + " bucket. Full administrators are not counted here.",
                Severity.LOW,
                List.of(),
                List.of(
                        "narrow-policy",
                        "narrow-inline-policy",
                        "least-privilege",
                        "user-least-privilege",
                        "cloudtrail-for-iam-events"),
                state -> state.trails()
                        .judge(trails -> state.policies()
                                .judge(review -> Verdict.of(
                                        review.logReaders(),
                                        Counted.of(
                                                review.logReaders().size(),
                                                "%d {policy or holder reads|policies and holders read} the log buckets"
                                                        + " by chance."),
                                        trails.isEmpty()
                                                ? "There is no trail, hence no log file."
                                                : "Nobody reads the log buckets but by a policy that names them."))));
    }

    private static PostureCheck check(
            String id,
            String title,
            String why,
            Severity severity,
            List<Control> controls,
            Function<PolicyReview, List<Offender>> offenders,
            String failing,
            String passing) {
        return new PostureCheck(
                id,
                title,
                why,
                severity,
                controls,
                LEAST_PRIVILEGE,
                state -> state.policies().judge(review -> {
                    List<Offender> found = offenders.apply(review);
                    return Verdict.of(found, Counted.of(found.size(), failing), passing + read(review));
                }));
    }

    private static String read(PolicyReview review) {
        String unreadable = review.unreadable() == 0 ? "" : ", " + review.unreadable() + " of them no JSON";
        return " " + Counted.of(review.policies(), "%d {policy was|policies were} read") + unreadable + ".";
    }
}
