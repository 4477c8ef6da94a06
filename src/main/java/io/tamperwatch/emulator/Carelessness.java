package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/** What has always been not quite right in dev mode's account, for the posture checks to find. */
final class Carelessness {

    private static final String TRUST_BY_AUDIENCE_ALONE = """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"Federated": "THE_PROVIDER"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}]}\
        """;

    private static final String HAND_ANY_ROLE_TO_A_FUNCTION = """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Action": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
          "Resource": "*"}]}\
        """;

    private static final String READ_WHAT_IT_NEEDS = """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::example-corp-reports/*"}]}\
        """;

    private static final String TRAIL = "management-events";

    private Carelessness() {}

    static void prepare(Stage stage) {
        stage.given(
                "UpdateAccountPasswordPolicy",
                Map.of(
                        "MinimumPasswordLength", "10",
                        "RequireUppercaseCharacters", "true",
                        "RequireLowercaseCharacters", "true",
                        "RequireNumbers", "true"));
        stage.given(
                "CreateRole",
                Map.of(
                        "RoleName",
                        "release-publisher",
                        "AssumeRolePolicyDocument",
                        TRUST_BY_AUDIENCE_ALONE.replace("THE_PROVIDER", Story.provider())));
        stage.given(
                "PutUserPolicy",
                Map.of(
                        "UserName",
                        "ops.ito",
                        "PolicyName",
                        "deploy-functions",
                        "PolicyDocument",
                        HAND_ANY_ROLE_TO_A_FUNCTION));
        stage.given(
                "PutUserPolicy",
                Map.of("UserName", "reports-export", "PolicyName", "reports", "PolicyDocument", READ_WHAT_IT_NEEDS));
        trail(stage);
    }

    /** It records everything, and nobody could prove that its files are as they were written. */
    private static void trail(Stage stage) {
        stage.givenTrail(
                "CreateTrail",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("Name", TRAIL)
                        .put("S3BucketName", "example-corp-audit-logs")
                        .put("IsMultiRegionTrail", true)
                        .put("EnableLogFileValidation", false));
        stage.givenTrail("StartLogging", JsonNodeFactory.instance.objectNode().put("Name", TRAIL));
    }
}
