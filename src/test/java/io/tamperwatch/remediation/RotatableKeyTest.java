package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A key is rotated only with the user it belongs to, and only where it had a part in the event. */
class RotatableKeyTest {

    private static final String SESSION_OF_MALLORY = """
        {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/mallory", "accountId": "111122223333",
         "accessKeyId": "ASIA0MALLORYSEXAMPLE", "userName": "mallory"}\
        """;
    private static final String STRANGER = """
        {"type": "IAMUser", "arn": "arn:aws:iam::444455556666:user/eve", "accountId": "444455556666",
         "accessKeyId": "AKIA0STRANGERSEXAMPL", "userName": "eve"}\
        """;

    private final TestingCalls calls = new TestingCalls();

    @Test
    void isTheOneTheUserCalledWith() {
        calls.iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");
        assertThat(rotated()).isEqualTo("\"mallory\" \"AKIA0MALLORYSEXAMPLE\"");

        creates("AKIA0NEWKEYOFBOB0001");
        assertThat(rotated()).isEqualTo("\"mallory\" \"AKIA0MALLORYSEXAMPLE\"");
    }

    @Test
    void isNoSessionsKeyAndNoUninvolvedUsers() {
        calls.by(TestingCalls.OPERATOR).iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");
        assertThat(rotated()).isEqualTo("unknown unknown");

        calls.by(STRANGER).iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");
        assertThat(rotated()).isEqualTo("unknown unknown");
    }

    @Test
    void isOneOfTheUsersWhereTheCallWasMadeWithATemporaryOne() {
        calls.by(SESSION_OF_MALLORY).iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");

        assertThat(rotated()).isEqualTo("\"mallory\" unknown");
    }

    @Test
    void isTheOneTheCallWasAboutAsLongAsItIsThere() {
        calls.by(TestingCalls.OPERATOR);
        creates("AKIA0NEWKEYOFBOB0001");
        assertThat(rotated()).isEqualTo("\"bob\" \"AKIA0NEWKEYOFBOB0001\"");

        calls.iam("UpdateAccessKey", """
                {"userName": "bob", "accessKeyId": "AKIA0NEWKEYOFBOB0001", "status": "Inactive"}""");
        assertThat(rotated()).isEqualTo("\"bob\" \"AKIA0NEWKEYOFBOB0001\"");

        calls.iam("DeleteAccessKey", """
                {"userName": "bob", "accessKeyId": "AKIA0NEWKEYOFBOB0001"}""");
        assertThat(rotated()).isEqualTo("unknown unknown");
    }

    /** Other credentials have users and names too. */
    @Test
    void isNothingElseTheCallWasAbout() {
        calls.by(TestingCalls.OPERATOR).iam("UploadSSHPublicKey", """
                {"userName": "bob", "sSHPublicKeyBody": "ssh-rsa x"}""", """
                {"sSHPublicKey": {"userName": "bob", "sSHPublicKeyId": "AKIA0NOTANACCESSKEY1"}}""");

        assertThat(RotatableKey.of(calls.finding(), Acting.ROLE)).isEmpty();
    }

    private void creates(String key) {
        calls.iam("CreateAccessKey", """
                {"userName": "bob"}""", """
                {"accessKey": {"userName": "bob", "accessKeyId": "%s", "status": "Active"}}""".formatted(key));
    }

    private String rotated() {
        return calls.given("rotate-access-keys")
                .replaceAll("(?s)KEY_OWNER=(.*)\nOLD_ACCESS_KEY_ID=(.*)\nSTAGE=.*", "$1 $2")
                .replace("''", "unknown")
                .replace("'", "");
    }
}
