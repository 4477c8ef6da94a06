package io.tamperwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedResourceTest {

    private static final String START = "User: arn:aws:iam::111122223333:user/eve is not authorized to perform: iam:";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user bob because no identity-based policy allows the iam:DeleteSigningCertificate action|bob",
                "user bob with an explicit deny in an identity-based policy|bob",
                "user bob|bob",
                "arn:aws:iam::111122223333:user/bob because of it|bob",
                "arn:aws-cn:iam::111122223333:user/a/b/bob because of it|bob",
                "arn:aws:iam::111122223333:role/bob because of it|",
                "arn:aws:iam::111122223333:user/ because of it|",
                "bob because of it|",
                "group bob because of it|",
            })
    void readsTheUser(String rest, String user) {
        RefusedResource refused =
                RefusedResource.of(START + "DeleteSigningCertificate on resource: " + rest, "DeleteSigningCertificate");

        assertThat(refused == null ? null : refused.userName()).isEqualTo(user);
    }

    @Test
    void readsTheProvider() {
        String provider = "arn:aws:iam::111122223333:oidc-provider/idp.example.com/realms/x";
        RefusedResource refused = RefusedResource.of(
                START + "RemoveClientIDFromOpenIDConnectProvider on resource: " + provider + " because of it",
                "RemoveClientIDFromOpenIDConnectProvider");

        assertThat(refused).isEqualTo(new RefusedResource(false, provider));
        assertThat(refused.providerArn()).isEqualTo(provider);
        assertThat(refused.userName()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "is not authorized to perform: iam:DeleteSigningCertificate on resource: user bob because x",
                START + "DeleteUser on resource: user bob because x",
                START + "DeleteSigningCertificate on resource: user bob, says eve",
                START + "DeleteSigningCertificate on resource:  because x",
                START + "DeleteSigningCertificate",
                "User: eve because on resource: user ann is not authorized to perform: iam:DeleteSigningCertificate"
                        + " on resource: user bob"
            })
    void readsNothingFromSentencesOfAnotherForm(String message) {
        assertThat(RefusedResource.of(message, "DeleteSigningCertificate")).isNull();
    }

    @Test
    void readsNothingFromTextLongerThanCloudTrailWrites() {
        assertThat(RefusedResource.of(
                        START + "DeleteSigningCertificate on resource: user bob because " + "x".repeat(3000),
                        "DeleteSigningCertificate"))
                .isNull();
    }
}
