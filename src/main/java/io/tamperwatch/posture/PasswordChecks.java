package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What an account asks of its users' passwords: each rule by itself. */
final class PasswordChecks {

    private static final String WHY_CHARACTERS =
            "Passwords drawn from more kinds of characters take longer to guess. IAM never shows a password, so the"
                    + " rule in force is what can be judged.";
    private static final List<String> REMEDIES = List.of("strong-password-policy");

    private PasswordChecks() {}

    static List<PostureCheck> all() {
        return List.of(
                present(),
                length(),
                characters("uppercase", "an upper-case letter", "1.5", PasswordPolicy::uppercase),
                characters("lowercase", "a lower-case letter", "1.6", PasswordPolicy::lowercase),
                characters("number", "a number", "1.8", PasswordPolicy::numbers),
                characters("symbol", "a character that is neither letter nor number", "1.7", PasswordPolicy::symbols),
                reuse());
    }

    private static PostureCheck present() {
        return new PostureCheck(
                "password-policy-present",
                "The account has a password policy of its own",
                "Without one, AWS's default holds: eight characters, and passwords never expire.",
                Severity.MEDIUM,
                List.of(),
                REMEDIES,
                state -> state.passwordPolicy()
                        .judge(policy -> policy.isPresent()
                                ? new Verdict.Pass("The account has a password policy of its own.")
                                : lacking("No password policy of its own: AWS's default holds.")));
    }

    private static PostureCheck length() {
        return new PostureCheck(
                "password-length",
                "Passwords have a minimum length",
                "Length is what makes a password hard to guess.",
                Severity.MEDIUM,
                List.of(Control.cis("1.7")),
                REMEDIES,
                state -> rule(state, policy -> {
                    int least = state.settings().passwordMinLength();
                    String seen = "Passwords have at least %d characters; %d are asked for."
                            .formatted(policy.minimumLength(), least);
                    return policy.minimumLength() >= least ? new Verdict.Pass(seen) : lacking(seen);
                }));
    }

    private static PostureCheck characters(String kind, String inWords, String cis, Predicate<PasswordPolicy> asks) {
        return new PostureCheck(
                "password-" + kind,
                "Passwords need " + inWords,
                WHY_CHARACTERS,
                Severity.LOW,
                List.of(Control.formerCis(cis)),
                REMEDIES,
                state -> rule(
                        state,
                        policy -> asks.test(policy)
                                ? new Verdict.Pass("The password policy asks for " + inWords + ".")
                                : lacking("The password policy does not ask for " + inWords + ".")));
    }

    private static PostureCheck reuse() {
        return new PostureCheck(
                "password-reuse",
                "Former passwords cannot be used again",
                "A password that has leaked once must not come back.",
                Severity.LOW,
                List.of(Control.cis("1.8")),
                REMEDIES,
                state -> rule(state, policy -> {
                    String seen = "The last %d passwords cannot be used again; 24 is the most IAM remembers."
                            .formatted(policy.reusePrevention());
                    return policy.reusePrevention() >= 24 ? new Verdict.Pass(seen) : lacking(seen);
                }));
    }

    private static Verdict rule(AccountState state, Function<PasswordPolicy, Verdict> rule) {
        return state.passwordPolicy()
                .judge(policy -> policy.map(rule)
                        .orElseGet(() -> lacking("No password policy of its own: AWS's default does not ask for it.")));
    }

    private static Verdict lacking(String seen) {
        return new Verdict.Fail(seen, List.of(new Offender("account", "password policy", seen)));
    }
}
