package io.tamperwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.event.Denial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedResourceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user bob|bob||",
                "arn:aws:iam::111122223333:user/bob|bob||",
                "arn:aws-cn:iam::111122223333:user/a/b/bob|bob||",
                "arn:aws:iam::111122223333:role/bob|||arn:aws:iam::111122223333:role/bob",
                "arn:aws:iam::111122223333:user/|||arn:aws:iam::111122223333:user/",
                "arn:aws:iam::111122223333:oidc-provider/idp.example.com/x||arn:aws:iam::111122223333:oidc-provider/idp.example.com/x|",
                "arn:aws:iam::111122223333:saml-provider/corp||arn:aws:iam::111122223333:saml-provider/corp|",
                "arn:aws:iam::111122223333:mfa/bob|||arn:aws:iam::111122223333:mfa/bob",
                "server certificate shop|||shop",
                "bob|||bob",
            })
    void isReadAsWhatATargetHolds(
            String resource, @Nullable String user, @Nullable String provider, @Nullable String other) {
        RefusedResource refused = RefusedResource.of(denial(resource), "DeleteSigningCertificate");

        assertThat(refused).isEqualTo(new RefusedResource(resource));
        assertThat(refused.userName()).isEqualTo(user);
        assertThat(refused.providerArn()).isEqualTo(provider);
        assertThat(refused.other()).isEqualTo(other);
    }

    @Test
    void isNoneWhenTheRefusalNamesNothingOrSpeaksOfAnotherCall() {
        assertThat(RefusedResource.of(null, "DeleteSigningCertificate")).isNull();
        assertThat(RefusedResource.of(denial(null), "DeleteSigningCertificate")).isNull();
        assertThat(RefusedResource.of(denial("user bob"), "DeleteUser")).isNull();
        assertThat(RefusedResource.of(denial("user bob"), "Certificate")).isNull();
    }

    private static Denial denial(@Nullable String resource) {
        return new Denial("iam:DeleteSigningCertificate", "arn:aws:iam::111122223333:user/eve", resource, null, null);
    }
}
