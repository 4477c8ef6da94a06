package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActingTest {

    private static final String ROOT = """
        {"type": "Root", "principalId": "111122223333", "arn": "arn:aws:iam::111122223333:root",
         "accountId": "111122223333", "accessKeyId": "ASIA0ROOTEXAMPLE0001"%s}\
        """;

    /** Nobody has the root user's password here: changing it, and waiting for that, leaves the intruder alone. */
    @Test
    void aRootSessionOfTheManagementAccountIsContainedThere() {
        TestingCalls calls = deleting(ROOT.formatted("""
            , "sessionContext": {"sessionIssuer": {}, "assumedRoot": "true",
              "attributes": {"creationDate": "2026-03-01T11:59:00Z", "mfaAuthenticated": "false"}}"""));

        assertThat(Acting.of(calls.finding())).isEqualTo(Acting.ASSUMED_ROOT);
        assertThat(Acting.ASSUMED_ROOT.label()).isEqualTo("assumed-root");
        assertThat(calls.remediation().notes())
                .containsExactly("The actor is nobody of this account: a principal of the organization's management"
                        + " account, or of the account IAM is delegated to, acted as its root user by sts:AssumeRoot."
                        + " Contain it there: the event history of those accounts, in each Region in use, has AssumeRoot"
                        + " with this account as targetPrincipal, and says who called. Take sts:AssumeRoot away from that"
                        + " user or role, or switch off root sessions for the whole organization with aws iam"
                        + " disable-organizations-root-sessions. A session that exists lasts 15 minutes at most; the"
                        + " root user's own password and keys have no part in it.");
        assertThat(calls.remediation().steps())
                .extracting(Step::id)
                .doesNotContain("disable-actor-access-keys", "revoke-actor-role-sessions");
    }

    @Test
    void theRootUserIsContainedByItsOwner() {
        TestingCalls calls = deleting(ROOT.formatted(""));

        assertThat(Acting.of(calls.finding())).isEqualTo(Acting.ROOT);
        assertThat(calls.remediation().notes())
                .containsExactly(
                        "The actor is the account's root user, whom nothing in the account can contain: sign in"
                                + " as root, change its password, delete its access keys and check its MFA devices.");
    }

    private static TestingCalls deleting(String identity) {
        return new TestingCalls().by(identity).iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");
    }
}
