package io.tamperwatch.inventory.trust;

import java.util.List;

/**
 * How a role's trust policy relates to a provider and one of its client IDs.
 *
 * @param audiences the audiences the policy asks for, as written; empty when it asks for none
 * @param subjects the subjects the policy asks for, as written; empty when it asks for none
 * @param furtherConditions keys of conditions that depend on the request: {@code aws:sourceip}
 * @param everybody whether the provider is trusted only because everybody is
 * @param sentence the same for a person
 */
public record TrustRelation(
        Reach reach,
        Audience audience,
        List<String> audiences,
        Subject subject,
        List<String> subjects,
        List<String> furtherConditions,
        boolean everybody,
        String sentence) {

    public TrustRelation {
        audiences = List.copyOf(audiences);
        subjects = List.copyOf(subjects);
        furtherConditions = List.copyOf(furtherConditions);
    }
}
