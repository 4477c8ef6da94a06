package io.tamperwatch.emulator;

import java.time.Duration;
import java.util.Map;

/** Who depends on the story's sign-in provider: some on one client ID, some on any, some not at all. */
final class FederatedRoles {

    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"Federated": "THE_PROVIDER"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {THE_CONDITION}}]}\
        """;

    private static final String MOBILE_APP = "\"StringEquals\": {\"login.example.com:aud\": \"mobile-app\"}";
    private static final String BOTH =
            "\"StringEquals\": {\"login.example.com:aud\": [\"mobile-app\", \"partner-portal\"]},"
                    + " \"StringLike\": {\"login.example.com:sub\": \"support-*\"}";
    private static final String PARTNERS = "\"StringEquals\": {\"login.example.com:aud\": \"partner-portal\"}";

    private FederatedRoles() {}

    static void prepare(Stage stage, String provider) {
        role(stage, "mobile-checkout", provider, MOBILE_APP);
        role(stage, "mobile-beta", provider, MOBILE_APP);
        role(stage, "customer-support", provider, BOTH);
        role(stage, "partner-reports", provider, PARTNERS);
        stage.used("mobile-checkout", Duration.ofMinutes(20));
        stage.used("customer-support", Duration.ofDays(3));
    }

    private static void role(Stage stage, String name, String provider, String condition) {
        stage.given(
                "CreateRole",
                Map.of(
                        "RoleName",
                        name,
                        "AssumeRolePolicyDocument",
                        TRUST.replace("THE_PROVIDER", provider).replace("THE_CONDITION", condition)));
    }
}
