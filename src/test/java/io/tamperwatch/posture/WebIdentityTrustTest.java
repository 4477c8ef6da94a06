package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebIdentityTrustTest {

    private static final String OWN = "arn:aws:iam::111122223333:oidc-provider/login.example.com";
    private static final String GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

    /** Every token has an audience, so that a condition for the case that there is one limits as well. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                                               | neither
        {"StringEquals": {"login.example.com:aud": "app"}}                               | nothing
        {"StringLike": {"login.example.com:sub": ["svc-*", "x"]}}                        | nothing
        {"ForAnyValue:StringEquals": {"login.example.com:aud": ["app"]}}                 | nothing
        {"StringEqualsIfExists": {"login.example.com:aud": "app"}}                       | nothing
        {"ForAllValues:StringEquals": {"login.example.com:aud": ["app"]}}                | nothing
        {"StringLike": {"login.example.com:aud": "*"}}                                   | neither
        {"StringLike": {"login.example.com:sub": ["svc-*", "*"]}}                        | neither
        {"StringNotEquals": {"login.example.com:aud": "app"}}                            | neither
        {"StringEquals": {"login.example.com:amr": "authenticated"}}                     | neither
        """)
    void needsAConditionThatLimits(String condition, String lacking) {
        assertThat(WebIdentityTrust.lacking(trust(OWN, condition)).isPresent()).isEqualTo(lacking.equals("neither"));
    }

    @Test
    void anAudienceIsNotEnoughWhereAnybodyCanHaveAToken() {
        String audience = "{\"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"}}";

        assertThat(WebIdentityTrust.lacking(trust(GITHUB, audience)))
                .contains("trusts " + GITHUB + " by audience alone, and anybody can have a token of this provider: a"
                        + " condition on the subject is needed");
        assertThat(WebIdentityTrust.lacking(trust(
                        GITHUB, "{\"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:example/*\"}}")))
                .isEmpty();
    }

    @Test
    void looksAtEachStatementWithWhatOthersDeny() {
        String limited = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Federated": "%1$s"}, "Action": "sts:AssumeRoleWithWebIdentity",
               "Condition": {"StringEquals": {"login.example.com:aud": "app"}}},
              {"Effect": "Allow", "Principal": {"Federated": "%1$s"}, "Action": "sts:AssumeRoleWithWebIdentity",
               "Condition": {"StringEquals": {"login.example.com:sub": "ci"}}}]}\
            """.formatted(OWN);
        String denied = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Federated": "%1$s"}, "Action": "sts:*"},
              {"Effect": "Deny", "Principal": {"Federated": "%1$s"}, "Action": "sts:AssumeRoleWithWebIdentity",
               "Condition": {"StringNotEquals": {"login.example.com:sub": "ci"}}}]}\
            """.formatted(OWN);

        assertThat(WebIdentityTrust.lacking(limited)).isEmpty();
        assertThat(WebIdentityTrust.lacking(denied)).isEmpty();
        assertThat(WebIdentityTrust.lacking(denied.replace("Deny", "Allow"))).isPresent();
    }

    @Test
    void leavesOtherTrustsAlone() {
        assertThat(WebIdentityTrust.lacking("{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\":"
                        + " \"lambda.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}"))
                .isEmpty();
        assertThat(WebIdentityTrust.lacking("{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Federated\":"
                        + " \"arn:aws:iam::111122223333:saml-provider/corp\"}, \"Action\": \"sts:*\"}]}"))
                .isEmpty();
        assertThat(WebIdentityTrust.lacking(trust(OWN, "{}").replace("Allow", "Deny")))
                .isEmpty();
        assertThat(WebIdentityTrust.lacking("no JSON")).isEmpty();
    }

    private static String trust(String provider, String condition) {
        return """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Principal": {"Federated": "%s"},
              "Action": "sts:AssumeRoleWithWebIdentity",
              "Condition": %s}]}\
            """.formatted(provider, condition);
    }
}
