package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.posture.Entity.Group;
import io.tamperwatch.posture.Entity.Inline;
import io.tamperwatch.posture.Entity.ManagedPolicy;
import io.tamperwatch.posture.Entity.Role;
import io.tamperwatch.posture.Entity.User;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReviewerTest {

    private static final String IAM = Accounts.IAM;
    private static final String BUCKET = "arn:aws:s3:::example-logs";
    private static final String NO_TRUST = "{}";

    private final PolicyReviewer reviewer = new PolicyReviewer(Set.of(BUCKET));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "Action": "*", "Resource": "*"                                          | true
        "Action": ["*:*"], "Resource": ["*"]                                    | true
        "Action": "*", "Resource": "*", "Condition": {"Bool": {"a": "true"}}    | true
        "Action": "*", "Resource": "arn:aws:s3:::mine/*"                        | false
        "Action": "s3:*", "Resource": "*"                                       | false
        "NotAction": "iam:*", "Resource": "*"                                   | false
        """)
    void seesWhatGivesEverything(String statement, boolean everything) {
        reviewer.add(policy("x", allow(statement)));

        assertThat(reviewer.done().everything())
                .isEqualTo(
                        everything
                                ? List.of(new Offender(
                                        "policy", IAM + "policy/x", "gives every action on every resource"))
                                : List.of());
    }

    @Test
    void aPolicyThatIsAttachedToNobodyHarmsNobody() {
        reviewer.add(new ManagedPolicy(IAM + "policy/x", 0, allow("\"Action\": \"*\", \"Resource\": \"*\"")));

        assertThat(reviewer.done().everything()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "Action": "iam:*", "Resource": "*"                                               | iam:*
        "Action": ["IAM:*", "kms:*"], "Resource": "*"                                    | iam:*, kms:*
        "Action": "cloudtrail:*", "Resource": "arn:aws:cloudtrail:*:111122223333:trail/*" | cloudtrail:*
        "Action": "iam:Get*", "Resource": "*"                                            |
        "Action": "iam:*", "Resource": "arn:aws:iam::111122223333:user/app-*"            |
        "Action": "iam:*", "Resource": "*", "Condition": {"Bool": {"a": "true"}}         |
        """)
    void seesWhatGivesAllOfAGuardingService(String statement, String given) {
        reviewer.add(policy("x", allow(statement)));

        assertThat(reviewer.done().services())
                .isEqualTo(
                        given == null
                                ? List.of()
                                : List.of(new Offender(
                                        "policy", IAM + "policy/x", "gives " + given + " on all resources")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}                                      | true
        {"Effect": "Allow", "Action": "iam:Pass*", "Resource": "arn:aws:iam::*:role/*"}                     | true
        {"Effect": "Allow", "Action": "iam:P?ssRole", "Resource": "*"}                                      | true
        {"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}                                           | true
        {"Effect": "Allow", "Action": "iam:PassRole", "NotResource": "arn:aws:iam::*:role/admin"}           | true
        {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}                                          | false
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app"}     | false
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app-*"}   | false
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*", "Condition": {"StringEquals": {"iam:PassedToService": "x"}}} | false
        {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}                                       | false
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*"} | false
        """)
    void seesWhatLetsAnyRoleBePassed(String statements, boolean passes) {
        reviewer.add(policy("x", "{\"Statement\": [" + statements + "]}"));

        assertThat(reviewer.done().passesAnyRole().isEmpty()).isNotEqualTo(passes);
    }

    @Test
    void addsUpWhatAUserHasFromAllSides() {
        reviewer.add(new User(
                IAM + "user/alice",
                List.of("builders"),
                List.of(IAM + "policy/functions"),
                List.of(inline("pass", "iam:PassRole"))));
        reviewer.add(new Group(
                IAM + "group/builders", "builders", List.of(), List.of(inline("run", "lambda:InvokeFunction"))));
        reviewer.add(policy("functions", allow("\"Action\": \"lambda:CreateFunction\", \"Resource\": \"*\"")));
        reviewer.add(new User(IAM + "user/bob", List.of(), List.of(), List.of(inline("pass", "iam:PassRole"))));

        assertThat(reviewer.done().escalations())
                .containsExactly(new Offender(
                        "user",
                        IAM + "user/alice",
                        "can gain more rights by iam:PassRole with lambda:CreateFunction with lambda:InvokeFunction"));
    }

    @ParameterizedTest
    @CsvSource({
        "iam:CreatePolicyVersion",
        "iam:SetDefaultPolicyVersion",
        "iam:AttachUserPolicy",
        "iam:PutUserPolicy",
        "iam:CreateAccessKey",
        "iam:UpdateLoginProfile",
        "iam:UpdateAssumeRolePolicy"
    })
    void seesRightsThatIncludeAllOthers(String action) {
        reviewer.add(new Role(IAM + "role/app", NO_TRUST, List.of(), List.of(inline("x", action))));

        assertThat(reviewer.done().escalations())
                .containsExactly(new Offender("role", IAM + "role/app", "can gain more rights by " + action));
    }

    @Test
    void anAdministratorNeedsNoWayToGainRights() {
        reviewer.add(new Role(IAM + "role/admin", NO_TRUST, List.of(), List.of(inline("x", "*"))));

        PolicyReview review = reviewer.done();

        assertThat(review.escalations()).isEmpty();
        assertThat(review.everything())
                .containsExactly(
                        new Offender("inline-policy", IAM + "role/admin x", "gives every action on every resource"));
    }

    @Test
    void tellsWhoReadsTheLogBucketByChanceFromWhoIsMeantTo() {
        reviewer.add(
                policy("meant", allow("\"Action\": \"s3:GetObject\", \"Resource\": \"" + BUCKET + "/AWSLogs/*\"")));
        reviewer.add(policy("other", allow("\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::example-reports/*\"")));
        reviewer.add(policy("chance", allow("\"Action\": \"s3:Get*\", \"Resource\": \"arn:aws:s3:::example-*\"")));
        reviewer.add(new User(
                IAM + "user/alice", List.of(), List.of("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"), List.of()));

        assertThat(reviewer.done().logReaders())
                .containsExactly(
                        new Offender(
                                "policy",
                                IAM + "policy/chance",
                                "gives s3:GetObject on buckets in general, hence on the log bucket " + BUCKET),
                        new Offender(
                                "user",
                                IAM + "user/alice",
                                "has AmazonS3ReadOnlyAccess, which reads every bucket, log buckets too"));
    }

    @Test
    void keepsItsHeadWithPoliciesThatAreNone() {
        for (String document :
                List.of("", "null", "[]", "{", "\"x\"", "{\"Statement\": 7}", "{\"Statement\": [7, null, []]}")) {
            reviewer.add(policy("x", document));
        }

        PolicyReview review = reviewer.done();

        assertThat(review.policies()).isEqualTo(7);
        assertThat(review.unreadable()).isEqualTo(5);
        assertThat(review.everything()).isEmpty();
    }

    @Test
    void aPatternMadeToBeSlowIsNot() {
        String stars = "*a".repeat(2000);
        reviewer.add(policy("x", allow("\"Action\": \"" + stars + "b\", \"Resource\": \"*\"")));

        assertThat(reviewer.done().passesAnyRole()).isEmpty();
        assertThat(Glob.matches(stars, "a".repeat(2000))).isTrue();
        assertThat(Glob.matches("a*b?c", "axxbxc")).isTrue();
        assertThat(Glob.matches("a*b?c", "axxbc")).isFalse();
        assertThat(Glob.matches("", "")).isTrue();
        assertThat(Glob.matches("a", "A")).isFalse();
    }

    private static ManagedPolicy policy(String name, String document) {
        return new ManagedPolicy(IAM + "policy/" + name, 1, document);
    }

    private static Inline inline(String name, String action) {
        return new Inline(name, allow("\"Action\": \"" + action + "\", \"Resource\": \"*\""));
    }

    private static String allow(String statement) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", " + statement + "}}";
    }
}
