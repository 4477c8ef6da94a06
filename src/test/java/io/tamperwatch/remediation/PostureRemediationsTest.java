package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tamperwatch.event.Partition;
import io.tamperwatch.posture.Offender;
import io.tamperwatch.posture.PostureChecks;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostureRemediationsTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String IAM = "arn:aws:iam::111122223333:";

    @Test
    void fillsAStepForEachThingTheCheckFailsFor() {
        Remediation remediation = remediation("user-mfa-console", List.of(user("teams/web/alice"), user("bob$(id)")));

        assertThat(remediation.findingId()).isEqualTo("posture/user-mfa-console");
        assertThat(remediation.accountId()).isEqualTo("111122223333");
        assertThat(remediation.steps())
                .extracting(Step::id, Step::title)
                .containsExactly(
                        tuple("mfa-for-iam-users-1", "Require MFA of IAM users: " + IAM + "user/teams/web/alice"),
                        tuple("mfa-for-iam-users-2", "Require MFA of IAM users: " + IAM + "user/bob??id?"));
        assertThat(remediation.steps().get(1).cli()).contains("\nMFA_USER='\"bob\\u0024(id)\"'\n");
        assertThat(remediation.steps().get(0).python()).contains("MFA_USER = 'alice'");
        assertThat(remediation.bash())
                .contains("do_mfa_for_iam_users_1() { # prevent\nlocal MFA_USER='\"alice\"'\n")
                .contains("do_mfa_for_iam_users_2() { # prevent\nlocal MFA_USER='\"bob\\u0024(id)\"'\n");
        assertThat(remediation.python()).contains("def do_mfa_for_iam_users_2():\n    MFA_USER = 'bob$(id)'\n");
    }

    @Test
    void saysWhatOnlyTheRootUserCanDo() {
        for (String check : List.of("root-mfa", "root-access-keys", "root-signing-certificates")) {
            Remediation remediation = remediation(check, List.of(new Offender("user", "root", "why")));

            assertThat(remediation.notes())
                    .contains("Only the root user can change its own credentials, and only in the console: no script"
                            + " can.");
            assertThat(remediation.steps()).singleElement().satisfies(step -> {
                assertThat(step.id()).isEqualTo("secure-root-user");
                assertThat(step.changes()).isFalse();
            });
        }
    }

    @Test
    void takesTheRemedyThatFitsTheThing() {
        Remediation remediation = remediation(
                "policy-full-access",
                List.of(
                        new Offender("policy", IAM + "policy/ops/all", ""),
                        new Offender("inline-policy", IAM + "role/deploy every thing", ""),
                        new Offender("inline-policy", IAM + "group/admins all", "")));

        assertThat(remediation.steps())
                .extracting(Step::id)
                .containsExactly("narrow-policy", "narrow-inline-policy-1", "narrow-inline-policy-2");
        assertThat(remediation.steps().get(0).cli()).contains("\nPOLICY_ARN='\"" + IAM + "policy/ops/all\"'\n");
        assertThat(remediation.steps().get(1).cli())
                .contains("\nHOLDER_KIND='\"role\"'\nHOLDER_NAME='\"deploy\"'\nPOLICY_NAME='\"every thing\"'\n");
    }

    @Test
    void knowsTheOwnersOfKeysAndCertificatesAndTheTrail() {
        assertThat(remediation("access-key-age", List.of(new Offender("access-key", IAM + "user/a access key 2", "")))
                        .steps()
                        .getFirst()
                        .cli())
                .contains("\nKEY_OWNER='\"a\"'\nOLD_ACCESS_KEY_ID=''  # ");
        assertThat(remediation(
                                "signing-certificate-expired",
                                List.of(new Offender("signing-certificate", IAM + "user/a certificate C1", "")))
                        .steps())
                .extracting(Step::id)
                .containsExactly(
                        "upload-signing-certificate", "switch-off-signing-certificate", "verify-signing-certificates");
        String trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/t";
        assertThat(remediation("trail-log-validation", List.of(new Offender("trail", trail, "")))
                        .steps()
                        .getFirst()
                        .console()
                        .getFirst())
                .contains(trail);
    }

    /** Every check hands over at least one step for each kind of thing it fails for. */
    @Test
    void hasNothingForAPassingCheckAndAtMostFiftyStepsOfARemedy() {
        PostureState pass =
                new PostureState("prod", "root-mfa", Status.PASS, NOON, NOON, "Fine.", List.of(), 0, List.of());
        assertThat(remediations().of(pass)).isEmpty();

        List<Offender> many =
                IntStream.range(0, 60).mapToObj(i -> user("u" + i)).toList();
        Remediation remediation = remediation("user-mfa-console", many);
        assertThat(remediation.steps()).hasSize(50);
        assertThat(remediation.notes())
                .contains("There are steps for the first 50 of 60; look again when these are done.");
    }

    @Test
    void canFillTheRemediesOfEveryCheck() {
        HostileTexts texts = new HostileTexts(1);
        assertThat(PostureChecks.all())
                .allSatisfy(check -> assertThat(
                                remediation(check.id(), offenders(texts)).steps())
                        .isNotEmpty());
    }

    /** A key that nobody uses needs no successor: no second secret is made. */
    @Test
    void switchesAnUnusedKeyOffAndMakesNoNewOne() {
        Remediation remediation =
                remediation("access-key-unused", List.of(new Offender("access-key", IAM + "user/a access key 2", "")));

        assertThat(remediation.steps()).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo("switch-off-unused-access-key");
            assertThat(step.cli()).contains("KEY_OWNER='\"a\"'\nUNUSED_ACCESS_KEY_ID=''  # ");
            assertThat(step.missing()).extracting(Step.Missing::name).containsExactly("UNUSED_ACCESS_KEY_ID");
            assertThat(step.cli()).contains("to take it back: ", "\\\"Status\\\":\\\"Active\\\"");
        });
        assertThat(remediation.bash() + remediation.python())
                .doesNotContain("create-access-key", "create_access_key", "OLD_ACCESS_KEY_ID");
    }

    static Remediation remediation(String check, List<Offender> offenders) {
        return remediation(check, offenders, Partition.AWS);
    }

    static Remediation remediation(String check, List<Offender> offenders, @Nullable Partition partition) {
        PostureState state = new PostureState(
                "prod", check, Status.FAIL, NOON, NOON, "As seen.", offenders, offenders.size(), List.of());
        return new PostureRemediations(account -> Optional.of("111122223333"), _ -> Optional.ofNullable(partition))
                .of(state)
                .orElseThrow();
    }

    /** Things of every kind with hostile names. */
    static List<Offender> offenders(HostileTexts texts) {
        return Stream.of(
                        new Offender("user", IAM + "user/" + texts.next(), texts.next()),
                        new Offender("user", IAM + "user/" + texts.next(), texts.next()),
                        new Offender("role", IAM + "role/" + texts.next(), texts.next()),
                        new Offender("role", IAM + "role/" + texts.next(), texts.next()),
                        new Offender("policy", texts.next(), texts.next()),
                        new Offender("inline-policy", IAM + "group/" + texts.next() + " " + texts.next(), ""),
                        new Offender("access-key", IAM + "user/" + texts.next() + " access key 1", ""),
                        new Offender("signing-certificate", IAM + "user/x certificate " + texts.next(), ""),
                        new Offender("trail", texts.next(), ""),
                        new Offender("trail", "arn:aws:cloudtrail:" + texts.next(), ""),
                        new Offender("account", "trails", ""))
                .toList();
    }

    private static PostureRemediations remediations() {
        return new PostureRemediations(account -> Optional.of("111122223333"));
    }

    private static Offender user(String name) {
        return new Offender("user", IAM + "user/" + name, "has no MFA device");
    }
}
