package io.tamperwatch.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Well-known ways by which somebody who may do a few things in IAM comes to do everything: by changing a policy, by
 * acting as somebody else, or by handing a powerful role to a service that runs their code.
 */
enum Escalation {
    NEW_POLICY_VERSION("iam:CreatePolicyVersion"),
    OTHER_POLICY_VERSION("iam:SetDefaultPolicyVersion"),
    POLICY_FOR_USER("iam:AttachUserPolicy"),
    POLICY_FOR_GROUP("iam:AttachGroupPolicy"),
    POLICY_FOR_ROLE("iam:AttachRolePolicy"),
    INLINE_POLICY_OF_USER("iam:PutUserPolicy"),
    INLINE_POLICY_OF_GROUP("iam:PutGroupPolicy"),
    INLINE_POLICY_OF_ROLE("iam:PutRolePolicy"),
    INTO_A_GROUP("iam:AddUserToGroup"),
    KEY_OF_ANOTHER("iam:CreateAccessKey"),
    PASSWORD_FOR_ANOTHER("iam:CreateLoginProfile"),
    PASSWORD_OF_ANOTHER("iam:UpdateLoginProfile"),
    TRUST_OF_A_ROLE("iam:UpdateAssumeRolePolicy"),
    CODE_OF_A_FUNCTION("lambda:UpdateFunctionCode"),
    ROLE_FOR_AN_INSTANCE("iam:PassRole", "ec2:RunInstances"),
    ROLE_FOR_A_FUNCTION("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"),
    ROLE_FOR_A_TRIGGERED_FUNCTION("iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
    ROLE_FOR_AN_OPENED_FUNCTION("iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"),
    ROLE_FOR_A_STACK("iam:PassRole", "cloudformation:CreateStack"),
    ROLE_FOR_A_GLUE_ENDPOINT("iam:PassRole", "glue:CreateDevEndpoint"),
    ROLE_FOR_A_GLUE_JOB("iam:PassRole", "glue:CreateJob", "glue:StartJobRun"),
    ROLE_FOR_A_PIPELINE("iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"),
    ROLE_FOR_A_CONTAINER("iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
    ROLE_FOR_A_BUILD("iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"),
    ROLE_FOR_A_NOTEBOOK(
            "iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl");

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of texts
    private final List<String> actions;

    Escalation(String... actions) {
        this.actions = List.of(actions);
    }

    /** Every action that is part of a way. */
    private static final List<String> ACTIONS = allActions();

    private static List<String> allActions() {
        Set<String> all = new TreeSet<>();
        for (Escalation way : values()) {
            all.addAll(way.actions);
        }
        return List.copyOf(all);
    }

    /** Which of the actions a policy gives widely, one bit for each: cheap to keep for thousands of policies. */
    static long given(IdentityPolicy policy) {
        long bits = 0;
        for (int i = 0; i < ACTIONS.size(); i++) {
            if (policy.givesWidely(ACTIONS.get(i))) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    /** The ways that are open to who has been given these. */
    static List<Escalation> open(long given) {
        List<Escalation> open = new ArrayList<>();
        for (Escalation way : values()) {
            if (way.actions.stream().allMatch(action -> (given & 1L << ACTIONS.indexOf(action)) != 0)) {
                open.add(way);
            }
        }
        return open;
    }

    /** The actions that make the way, as in {@code iam:PassRole with ec2:RunInstances}. */
    String words() {
        return String.join(" with ", actions);
    }
}
