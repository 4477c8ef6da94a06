package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What older calls of IAM tell. */
class EarlierTest {

    private static final String LOGIN = "arn:aws:iam::111122223333:oidc-provider/login.example.com";

    private final TestingCalls calls = new TestingCalls();

    /** IAM's calls were once recorded in other Regions too, and what it holds is in none. */
    @Test
    void isOfAnyRegionForIam() {
        calls.by(TestingCalls.OPERATOR)
                .in("eu-west-1")
                .iam("UploadSigningCertificate", """
                        {"userName": "bob", "certificateBody": "the body"}""", """
                        {"certificate": {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}}""")
                .by(TestingCalls.MALLORY)
                .in("us-east-1")
                .iam("DeleteSigningCertificate", """
                        {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");

        assertThat(calls.given("upload-signing-certificate")).contains("'\"the body\"'");
    }

    /** A provider made anew has nothing of the one that was there before. */
    @Test
    void isTheLastCallThatMadeTheThingWhateverItDoesNotName() {
        calls.by(TestingCalls.OPERATOR)
                .iam("CreateOpenIDConnectProvider", """
                        {"url": "https://login.example.com", "clientIDList": ["old"]}""", """
                        {"openIDConnectProviderArn": "%s"}""".formatted(LOGIN))
                .iam("CreateOpenIDConnectProvider", """
                        {"url": "https://login.example.com"}""", """
                        {"openIDConnectProviderArn": "%s"}""".formatted(LOGIN))
                .by(TestingCalls.MALLORY)
                .iam("DeleteOpenIDConnectProvider", """
                        {"openIDConnectProviderArn": "%s"}""".formatted(LOGIN));

        assertThat(calls.given("restore-oidc-provider")).contains("CLIENT_IDS=").doesNotContain("old");
    }

    @Test
    void putsNoCredentialBackThatTheSameActorMadeShortlyBefore() {
        calls.iam("UploadSigningCertificate", """
                {"userName": "bob", "certificateBody": "theirs"}""", """
                {"certificate": {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}}""").iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");

        assertThat(calls.given("upload-signing-certificate")).doesNotContain("theirs");
    }

    /** Of two of whom nothing is known it cannot be said that they are two. */
    @Test
    void takesUnknownActorsForOne() {
        calls.by("{\"type\": \"Unknown\"}").trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "first"}""").trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "second"}""");

        assertThat(calls.given("restore-trail-bucket")).endsWith("BUCKET_NAME=''");
    }
}
