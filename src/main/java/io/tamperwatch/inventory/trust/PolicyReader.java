package io.tamperwatch.inventory.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the text of a trust policy to its statements. */
final class PolicyReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENT_VERSION = "2012-10-17";

    private final boolean variables;
    private boolean whole = true;

    private PolicyReader(boolean variables) {
        this.variables = variables;
    }

    /** Empty when the text is no policy. IAM hands documents out percent-encoded; either form will do. */
    static Optional<TrustPolicy> read(String document) {
        try {
            JsonNode policy = JSON.readTree(plain(document));
            JsonNode statements = policy == null ? null : policy.get("Statement");
            if (statements == null || !(statements.isObject() || statements.isArray())) {
                return Optional.empty();
            }
            boolean variables = policy.path("Version").asText().equals(CURRENT_VERSION);
            return Optional.of(new TrustPolicy(items(statements).stream()
                    .map(each -> statement(each, variables))
                    .toList()));
        } catch (JsonProcessingException | IllegalArgumentException notAPolicy) {
            return Optional.empty();
        }
    }

    private static String plain(String document) {
        String text = document.strip();
        return text.startsWith("%") ? URLDecoder.decode(text.replace("+", "%2B"), UTF_8) : text;
    }

    private static Statement statement(JsonNode node, boolean variables) {
        return new PolicyReader(variables).statement(node);
    }

    private Statement statement(JsonNode node) {
        boolean exceptPrincipals = node.has("NotPrincipal");
        boolean exceptActions = node.has("NotAction");
        List<String> principals = principals(node.get(exceptPrincipals ? "NotPrincipal" : "Principal"));
        List<String> actions = texts(node.get(exceptActions ? "NotAction" : "Action")).stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList();
        List<Condition> conditions = conditions(node.path("Condition"));
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            whole = false;
        }
        return new Statement(
                !effect.equals("Deny"), principals, exceptPrincipals, actions, exceptActions, conditions, whole);
    }

    /** Providers and everybody; users, roles and services are not let in by a token. */
    private List<String> principals(@Nullable JsonNode node) {
        if (node == null || node.isTextual()) {
            return texts(node);
        }
        List<String> named = new ArrayList<>(texts(node.get("Federated")));
        if (texts(node.get("AWS")).contains("*")) {
            named.add("*");
        }
        return named;
    }

    private List<Condition> conditions(JsonNode node) {
        List<Condition> conditions = new ArrayList<>();
        for (var operator : node.properties()) {
            if (!operator.getValue().isObject()) {
                whole = false;
            }
            for (var key : operator.getValue().properties()) {
                List<PolicyText> values = texts(key.getValue()).stream()
                        .map(text -> new PolicyText(text, variables))
                        .toList();
                conditions.add(new Condition(
                        Operator.of(operator.getKey()), key.getKey().toLowerCase(Locale.ROOT), values));
            }
        }
        return conditions;
    }

    /** One text or several; IAM takes numbers and truth values for texts. */
    private List<String> texts(@Nullable JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(node)) {
            if (item.isValueNode() && !item.isNull()) {
                texts.add(item.asText());
            } else {
                whole = false;
            }
        }
        return texts;
    }

    private static List<JsonNode> items(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(items::add);
        } else {
            items.add(node);
        }
        return items;
    }
}
