package io.tamperwatch.inventory.trust;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Says whether one request gets a role, straight from the JSON of its trust policy: yes or no, never perhaps. Written without
 * the product's evaluator, to be held against it.
 */
final class SecondOpinion {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final JsonNode policy;

    SecondOpinion(JsonNode policy) {
        this.policy = policy;
    }

    /** @param request condition keys and their values; what it does not have is not there */
    boolean allows(String provider, Map<String, String> request) {
        Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.putAll(request);
        keys.put("aws:FederatedProvider", provider);
        List<JsonNode> applying = each(policy.get("Statement"))
                .filter(statement -> applies(statement, provider, keys))
                .toList();
        return !applying.isEmpty()
                && applying.stream()
                        .allMatch(statement -> statement.get("Effect").asText().equals("Allow"));
    }

    private boolean applies(JsonNode statement, String provider, Map<String, String> keys) {
        return principal(statement, provider) && action(statement) && conditions(statement.path("Condition"), keys);
    }

    private static boolean principal(JsonNode statement, String provider) {
        if (statement.has("NotPrincipal")) {
            return each(statement.get("NotPrincipal").path("Federated"))
                    .noneMatch(one -> one.asText().equals(provider));
        }
        JsonNode principal = statement.get("Principal");
        return principal.asText().equals("*")
                || each(principal.path("Federated"))
                        .anyMatch(one -> one.asText().matches("\\*|" + Pattern.quote(provider)))
                || each(principal.path("AWS")).anyMatch(one -> one.asText().equals("*"));
    }

    private static boolean action(JsonNode statement) {
        boolean not = statement.has("NotAction");
        boolean named = each(statement.get(not ? "NotAction" : "Action"))
                .anyMatch(one -> glob(one.asText(), Pattern.CASE_INSENSITIVE)
                        .matcher("sts:AssumeRoleWithWebIdentity")
                        .matches());
        return named != not;
    }

    private boolean conditions(JsonNode block, Map<String, String> keys) {
        return block.properties().stream()
                .allMatch(operator -> operator.getValue().properties().stream()
                        .allMatch(line -> line(operator.getKey(), line.getKey(), line.getValue(), keys)));
    }

    private boolean line(String operator, String key, JsonNode wanted, Map<String, String> keys) {
        String value = keys.get(key);
        String word = operator.toLowerCase();
        if (word.equals("null")) {
            return each(wanted).anyMatch(one -> one.asBoolean() == (value == null));
        }
        boolean negated = word.contains("not");
        if (value == null) {
            return word.endsWith("ifexists") || word.startsWith("forall") || (negated && !word.startsWith("forany"));
        }
        BiPredicate<String, String> same = comparison(word);
        List<String> texts = each(wanted).map(JsonNode::asText).toList();
        return texts.stream().anyMatch(text -> same.test(text, value) || same.test(filledIn(text, keys), value))
                != negated;
    }

    private BiPredicate<String, String> comparison(String word) {
        boolean current = policy.path("Version").asText().equals("2012-10-17");
        if (word.contains("like")) {
            return (text, value) ->
                    glob(current ? escapes(text) : text, 0).matcher(value).matches();
        }
        return word.contains("ignorecase") ? String::equalsIgnoreCase : String::equals;
    }

    /** A private character for each escaped one, which the pattern made of it takes literally. */
    private static String escapes(String text) {
        return text.replace("${*}", "\ue000").replace("${?}", "\ue001").replace("${$}", "$");
    }

    private String filledIn(String text, Map<String, String> keys) {
        if (!policy.path("Version").asText().equals("2012-10-17")) {
            return text;
        }
        Matcher variable = VARIABLE.matcher(text);
        return variable.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).length() == 1 ? found.group() : keys.getOrDefault(found.group(1), "\ue002")));
    }

    private static Pattern glob(String text, int flags) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("(?=[*?\ue000\ue001])|(?<=[*?\ue000\ue001])")) {
            regex.append(
                    switch (part) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        case "\ue000" -> "\\*";
                        case "\ue001" -> "\\?";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    private static Stream<JsonNode> each(JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    /** Every text the policy has, to make requests of. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(policy, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> collect(child, texts));
    }
}
