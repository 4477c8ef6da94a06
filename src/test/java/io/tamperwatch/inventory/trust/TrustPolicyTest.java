package io.tamperwatch.inventory.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What trust policies written by hand come to, and that a second evaluator sees the same in single requests. */
class TrustPolicyTest {

    private static final String GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    /** What no token settles: it hangs on who else might ask, or on what IAM makes of something that nobody can read. */
    private static final Set<String> UNSETTLED = Set.of(
            "everybody but another provider",
            "a Deny about everybody but somebody else",
            "an operator that does not compare text, on the audience",
            "a condition that nobody can read");

    private static final List<String> SUBJECTS = List.of(
            "repo:octo/app:ref:refs/heads/main",
            "repo:octo/app:pull_request",
            "repo:octo/lib:ref:refs/tags/v1",
            "repo:other/app:ref:refs/heads/main",
            "repo:octo/*",
            "system:serviceaccount:shop:checkout",
            "",
            "alice");

    /** One row of the table. */
    private record Case(
            String name,
            String provider,
            String client,
            List<String> expected,
            List<String> further,
            List<Map<String, String>> requests,
            JsonNode policy) {

        static Case of(JsonNode row) {
            String provider = row.path("provider").asText(GITHUB);
            String address = provider.substring(provider.indexOf('/') + 1);
            JsonNode filled = filled(row, provider, address);
            List<String> further = new ArrayList<>();
            filled.path("further").forEach(key -> further.add(key.asText()));
            List<Map<String, String>> requests = new ArrayList<>();
            filled.path("requests").forEach(request -> {
                Map<String, String> keys = new HashMap<>();
                request.properties()
                        .forEach(key -> keys.put(key.getKey(), key.getValue().asText()));
                requests.add(keys);
            });
            return new Case(
                    row.get("name").asText(),
                    provider,
                    row.path("client").asText("sts.amazonaws.com"),
                    List.of(row.get("expect").asText().split(" ")),
                    further,
                    requests.isEmpty() ? List.of(Map.of()) : requests,
                    filled.get("policy"));
        }

        private static JsonNode filled(JsonNode row, String provider, String address) {
            try {
                return new YAMLMapper()
                        .readTree(row.toString().replace("@P", provider).replace("@h", address));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        TrustRelation relation() {
            return TrustPolicy.read(policy.toString()).orElseThrow().relation(provider, client);
        }

        /** Whether a token with this audience and subject gets the role, whatever else the request may carry. */
        boolean allowed(String audience, String subject) {
            return requests.stream().anyMatch(more -> allowed(audience, subject, more));
        }

        private boolean allowed(String audience, String subject, Map<String, String> more) {
            String prefix = provider.substring(provider.indexOf('/') + 1);
            Map<String, String> request = new HashMap<>(more);
            request.put(prefix + ":aud", audience);
            request.put(prefix + ":sub", subject);
            return new SecondOpinion(policy).allows(provider, request);
        }

        /** Whether the client ID gets the role: with each subject, whatever else the request carries. */
        Set<Boolean> answers() {
            return requests.stream()
                    .flatMap(more -> SUBJECTS.stream().map(subject -> allowed(client, subject, more)))
                    .collect(Collectors.toSet());
        }

        boolean allowed(String audience) {
            return SUBJECTS.stream().anyMatch(subject -> allowed(audience, subject));
        }

        Set<String> allowedSubjects() {
            Set<String> allowed = new LinkedHashSet<>(SUBJECTS);
            allowed.removeIf(subject -> !allowed(client, subject));
            return allowed;
        }

        /** Audiences the policy speaks of, and some it does not. */
        Set<String> otherAudiences() {
            Set<String> audiences = new HashSet<>(List.of("other-app", "app-1", "never-heard-of", "sts.amazonaws.com"));
            audiences.addAll(new SecondOpinion(policy).texts());
            audiences.remove(client);
            return audiences;
        }
    }

    private static List<Case> cases() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(TrustPolicyTest.class.getResourceAsStream("/trust/policies.yaml"))) {
            List<Case> cases = new ArrayList<>();
            new YAMLMapper().readTree(file).forEach(row -> cases.add(Case.of(row)));
            return cases;
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases().stream().map(Case::name)).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> saysWhatTheTableSays() throws IOException {
        return cases().stream()
                .map(each -> dynamicTest(each.name(), () -> {
                    TrustRelation relation = each.relation();
                    assertThat(List.of(
                                    relation.reach().label(),
                                    relation.audience().label(),
                                    relation.subject().label()))
                            .isEqualTo(each.expected());
                    assertThat(relation.furtherConditions()).isEqualTo(each.further());
                    assertThat(relation.sentence()).isNotBlank();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aSecondEvaluatorSeesTheSame() throws IOException {
        return cases().stream()
                .map(each -> dynamicTest(each.name(), () -> {
                    TrustRelation relation = each.relation();
                    switch (relation.reach()) {
                        case ACCEPTS -> assertThat(each.allowed(each.client())).isTrue();
                        case REFUSES, OUTSIDE ->
                            assertThat(each.allowed(each.client())).isFalse();
                        case MAY_ACCEPT -> {
                            if (!UNSETTLED.contains(each.name())) {
                                assertThat(each.answers()).isEqualTo(Set.of(true, false));
                            }
                        }
                    }
                    if (relation.reach() == Reach.ACCEPTS) {
                        checkAudience(each, relation);
                        checkSubject(each, relation);
                    }
                }));
    }

    private static void checkAudience(Case each, TrustRelation relation) {
        switch (relation.audience()) {
            case EXACT -> {
                boolean anyCase = each.policy().toString().contains("IgnoreCase");
                assertThat(each.otherAudiences())
                        .filteredOn(audience -> !(anyCase && audience.equalsIgnoreCase(each.client())))
                        .noneMatch(each::allowed);
            }
            case AMONG ->
                assertThat(each.otherAudiences()).anyMatch(each::allowed).anyMatch(other -> !each.allowed(other));
            case PATTERN -> assertThat(each.otherAudiences()).anyMatch(other -> !each.allowed(other));
            case ANY ->
                assertThat(each.allowed("never-heard-of"))
                        .isEqualTo(!each.name().equals("every audience but this one denied"));
            case NAMED, UNDECIDED, EXCLUDED, OTHER, NONE -> throw new AssertionError("no such client ID gets the role");
        }
    }

    private static void checkSubject(Case each, TrustRelation relation) {
        switch (relation.subject()) {
            case ANY -> assertThat(each.allowedSubjects()).hasSameElementsAs(SUBJECTS);
            case EXCLUDING -> assertThat(each.allowedSubjects()).hasSize(SUBJECTS.size() - 1);
            case EXACT -> assertThat(each.allowedSubjects()).isEqualTo(new LinkedHashSet<>(relation.subjects()));
            case PATTERN -> assertThat(each.allowedSubjects()).hasSizeBetween(1, SUBJECTS.size() - 1);
            case UNDECIDED, NONE -> throw new AssertionError("no subject surely gets the role");
        }
    }

    @Test
    void readsWhatIamHandsOutPercentEncoded() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"" + GITHUB
                + "\"},\"Action\":\"sts:*\",\"Condition\":{\"StringEquals\":{\"token.actions.githubusercontent.com:aud\":\"a+b"
                + " c%\"}}}}";
        String encoded = URLEncoder.encode(policy, UTF_8).replace("+", "%20");
        assertThat(TrustPolicy.read(encoded)
                        .orElseThrow()
                        .relation(GITHUB, "a+b c%")
                        .audience())
                .isEqualTo(Audience.EXACT);
        assertThat(TrustPolicy.read(policy)
                        .orElseThrow()
                        .relation(GITHUB, "a+b c%")
                        .audience())
                .isEqualTo(Audience.EXACT);
    }

    @Test
    void tellsOfTheProviderAsAWhole() throws IOException {
        Map<String, String> expected = Map.of(
                "no condition at all", "accepts any",
                "one of several audiences", "accepts named",
                "everything but this audience", "accepts named",
                "the audience must not be there, but is", "refuses other",
                "only another provider", "outside none",
                "denied altogether", "refuses excluded");
        for (Case each : cases()) {
            if (expected.containsKey(each.name())) {
                TrustRelation relation =
                        TrustPolicy.read(each.policy().toString()).orElseThrow().relation(each.provider(), null);
                assertThat(relation.reach().label() + " " + relation.audience().label())
                        .as(each.name())
                        .isEqualTo(expected.get(each.name()));
            }
        }
    }

    @Test
    void takesNothingElseForAPolicy() {
        assertThat(Stream.of(
                                "",
                                "{",
                                "null",
                                "[]",
                                "7",
                                "{\"Version\":\"2012-10-17\"}",
                                "{\"Statement\":\"x\"}",
                                "%7",
                                "%ZZ")
                        .map(TrustPolicy::read))
                .allMatch(policy -> policy.isEmpty());
    }

    @Test
    void aPatternOfManyStarsDoesNotTakeLong() {
        PolicyText pattern = new PolicyText("*a".repeat(1_000) + "b", true);
        assertThat(pattern.matches("a".repeat(10_000))).isFalse();
    }
}
