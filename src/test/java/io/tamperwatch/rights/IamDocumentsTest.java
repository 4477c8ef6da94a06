package io.tamperwatch.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators hand to AWS is the list in the code. */
class IamDocumentsTest {

    private static final Path DOCUMENTS = Path.of("docs/iam");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void thePolicyOfEachTierAllowsWhatItAddsAndNothingElse(Tier tier) throws IOException {
        JsonNode policy =
                JSON.readTree(DOCUMENTS.resolve(tier.label() + ".json").toFile());

        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.path("Statement")).hasSize(1);
        JsonNode statement = policy.path("Statement").get(0);
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(statement.path("Resource").asText()).isEqualTo("*");
        assertThat(statement.size()).isEqualTo(4);
        assertThat(texts(statement.path("Action"))).isEqualTo(actions(tier));
    }

    @Test
    void nothingThatIsAskedForChangesAnything() {
        assertThat(Permission.values())
                .allSatisfy(permission -> assertThat(permission.action())
                        .matches("(account|iam|cloudtrail):(Get|List|Describe|Lookup|GenerateCredentialReport).*"));
    }

    @Test
    void theTemplateOfTheRoleHasTheSamePolicies() throws IOException {
        JsonNode template =
                new YAMLMapper().readTree(DOCUMENTS.resolve("role.yaml").toFile());
        JsonNode role = template.path("Resources").path("Role").path("Properties");
        Map<String, JsonNode> policies = new TreeMap<>();
        Map<String, String> conditions = new TreeMap<>();
        for (JsonNode each : role.path("Policies")) {
            JsonNode policy = each.has("Fn::If") ? each.path("Fn::If").get(1) : each;
            String name = policy.path("PolicyName").asText();
            policies.put(name, policy.path("PolicyDocument"));
            if (each.has("Fn::If")) {
                conditions.put(name, each.path("Fn::If").get(0).asText());
                assertThat(each.path("Fn::If").get(2).path("Ref").asText()).isEqualTo("AWS::NoValue");
            }
        }

        assertThat(policies.keySet()).containsExactly("detect", "explain", "posture");
        for (Tier tier : Tier.values()) {
            assertThat(policies.get(tier.label()))
                    .isEqualTo(JSON.readTree(
                            DOCUMENTS.resolve(tier.label() + ".json").toFile()));
        }
        assertThat(conditions).isEqualTo(Map.of("explain", "Explains", "posture", "ChecksPosture"));
        assertThat(template.path("Conditions").fieldNames())
                .toIterable()
                .contains("HasExternalId", "Explains", "ChecksPosture");
        assertThat(template.path("Parameters").path("Tier").path("AllowedValues"))
                .extracting(JsonNode::asText)
                .containsExactly("detect", "explain", "posture");
        assertThat(role.path("AssumeRolePolicyDocument")
                        .path("Statement")
                        .get(0)
                        .path("Principal")
                        .path("AWS")
                        .path("Ref")
                        .asText())
                .isEqualTo("TrustedPrincipal");
    }

    @Test
    void thePageListsEveryPermission() throws IOException {
        String table = Arrays.stream(Permission.values())
                .map(permission -> "| `%s` | %s | %s |"
                        .formatted(
                                permission.action(),
                                permission.tier().name().toLowerCase(Locale.ROOT),
                                permission.without()))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(DOCUMENTS.resolve("README.md"))).contains(table);
    }

    private static List<String> actions(Tier tier) {
        return Permission.of(tier).stream().map(Permission::action).sorted().toList();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.elements().forEachRemaining(each -> texts.add(each.asText()));
        return texts;
    }
}
