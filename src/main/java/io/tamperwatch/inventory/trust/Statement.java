package io.tamperwatch.inventory.trust;

import java.util.List;

/**
 * One statement of a trust policy.
 *
 * @param principals who it is about; {@code *} for everybody
 * @param exceptPrincipals whether it is about everybody but those ({@code NotPrincipal})
 * @param actions patterns of actions, ignoring case
 * @param exceptActions whether it is about every action but those ({@code NotAction})
 * @param whole false when part of it could not be understood, so that no answer is sure
 */
record Statement(
        boolean allows,
        List<String> principals,
        boolean exceptPrincipals,
        List<String> actions,
        boolean exceptActions,
        List<Condition> conditions,
        boolean whole) {

    private static final String FEDERATE = "sts:assumerolewithwebidentity";
    static final String EVERYBODY = "*";

    Statement {
        principals = List.copyOf(principals);
        actions = List.copyOf(actions);
        conditions = List.copyOf(conditions);
    }

    /** Whether it speaks about tokens of this provider, leaving its conditions aside. */
    Answer isAbout(String providerArn) {
        return Answer.all(List.of(aboutThePrincipal(providerArn), aboutTheAction()), answer -> answer);
    }

    /** Whether it names whose tokens may be turned into the role. */
    boolean allowsWebIdentities() {
        return allows && !exceptPrincipals && aboutTheAction() != Answer.NO;
    }

    boolean isAboutEverybody() {
        return !exceptPrincipals && principals.contains(EVERYBODY);
    }

    private Answer aboutThePrincipal(String providerArn) {
        boolean named = principals.contains(providerArn) || principals.contains(EVERYBODY);
        if (exceptPrincipals) {
            // AWS also looks at who is behind a federated principal; only the exception itself is sure.
            return named ? Answer.NO : Answer.UNKNOWN;
        }
        return Answer.of(named);
    }

    private Answer aboutTheAction() {
        Answer named = Answer.of(actions.stream().anyMatch(action -> new PolicyText(action, false).matches(FEDERATE)));
        return exceptActions ? named.negated() : named;
    }
}
