package io.tamperwatch.posture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A statement of an identity policy.
 *
 * @param otherActions whether {@code actions} are those it is <em>not</em> about
 * @param otherResources whether {@code resources} are those it is <em>not</em> about
 * @param conditional whether it only holds under conditions
 */
record Statement(
        boolean allows,
        List<String> actions,
        boolean otherActions,
        List<String> resources,
        boolean otherResources,
        boolean conditional) {

    private static final Set<String> EVERY_ACTION = Set.of("*", "*:*");

    /** Everything, or everything of one type, in some account. */
    private static final Pattern WIDE = Pattern.compile("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:\\*|[a-z-]+/\\*)");

    static Statement of(JsonNode statement) {
        boolean otherActions = statement.has("NotAction");
        boolean otherResources = statement.has("NotResource");
        return new Statement(
                statement.path("Effect").asText().equals("Allow"),
                texts(statement.path(otherActions ? "NotAction" : "Action")),
                otherActions,
                texts(statement.path(otherResources ? "NotResource" : "Resource")),
                otherResources,
                !statement.path("Condition").isEmpty());
    }

    /** One text or a list of them. */
    static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        node.elements().forEachRemaining(each -> texts.add(each.asText()));
        return texts;
    }

    boolean isAbout(String action) {
        return otherActions != actions.stream().anyMatch(pattern -> Glob.action(pattern, action));
    }

    /** Whether it is about every action there is. */
    boolean isAboutEverything() {
        return !otherActions && actions.stream().anyMatch(EVERY_ACTION::contains);
    }

    /** Whether it is about all actions of a service, in so many words. */
    boolean isAboutAllOf(String service) {
        return !otherActions && actions.stream().anyMatch(pattern -> pattern.equalsIgnoreCase(service + ":*"));
    }

    /** Whether it reaches every resource, or every one of a type. */
    boolean isWide() {
        return otherResources
                ? resources.stream().noneMatch("*"::equals)
                : resources.stream().anyMatch(resource -> WIDE.matcher(resource).matches());
    }

    /** Whether it reaches a resource; a variable in a pattern stands for nothing in particular. */
    boolean reaches(String resource) {
        return otherResources != resources.stream().anyMatch(pattern -> Glob.matches(pattern, resource));
    }
}
