package io.tamperwatch.posture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a policy lets its holder do. */
record IdentityPolicy(List<Statement> statements) {

    private static final ObjectMapper JSON = new ObjectMapper();

    IdentityPolicy {
        statements = List.copyOf(statements);
    }

    /** Empty for what is no JSON object; IAM itself accepts no such policy. */
    static Optional<IdentityPolicy> parse(String document) {
        return statements(document)
                .map(nodes ->
                        new IdentityPolicy(nodes.stream().map(Statement::of).toList()));
    }

    /** The statements of any policy: one, or a list of them. */
    static Optional<List<JsonNode>> statements(String document) {
        try {
            JsonNode policy = JSON.readTree(document);
            if (policy == null || !policy.isObject()) {
                return Optional.empty();
            }
            JsonNode statement = policy.path("Statement");
            List<JsonNode> statements = new ArrayList<>();
            if (statement.isObject()) {
                statements.add(statement);
            } else {
                statement.elements().forEachRemaining(statements::add);
            }
            return Optional.of(statements);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Every action on every resource, with or without a condition. */
    boolean givesEverything() {
        return statements.stream()
                .anyMatch(statement -> statement.allows()
                        && statement.isAboutEverything()
                        && !statement.otherResources()
                        && statement.resources().contains("*"));
    }

    /** All of a service on all resources, without a condition. */
    boolean givesAllOf(String service) {
        return statements.stream()
                .anyMatch(statement -> isFree(statement) && statement.isWide() && statement.isAboutAllOf(service));
    }

    /** The action on all resources, without a condition and without a refusal in the same policy. */
    boolean givesWidely(String action) {
        return statements.stream().anyMatch(each -> isFree(each) && each.isWide() && each.isAbout(action))
                && statements.stream().noneMatch(each -> isRefusal(each) && each.isWide() && each.isAbout(action));
    }

    /** Whether the action on this resource is allowed, without a condition, by patterns none of which begins with {@code named}. */
    boolean reachesByChance(String action, String resource, String named) {
        return reaches(action, resource)
                && statements.stream()
                        .filter(each -> isFree(each) && each.isAbout(action) && each.reaches(resource))
                        .anyMatch(each -> each.otherResources()
                                || each.resources().stream()
                                        .anyMatch(pattern ->
                                                Glob.matches(pattern, resource) && !pattern.startsWith(named)));
    }

    /** Whether the action on this resource is allowed. */
    boolean reaches(String action, String resource) {
        return statements.stream().anyMatch(each -> isFree(each) && each.isAbout(action) && each.reaches(resource))
                && statements.stream()
                        .noneMatch(each -> isRefusal(each) && each.isAbout(action) && each.reaches(resource));
    }

    private static boolean isFree(Statement statement) {
        return statement.allows() && !statement.conditional();
    }

    private static boolean isRefusal(Statement statement) {
        return !statement.allows() && !statement.conditional();
    }
}
