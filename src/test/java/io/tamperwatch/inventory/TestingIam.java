package io.tamperwatch.inventory;

import io.tamperwatch.event.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account's IAM in memory, which a test changes as it likes. */
final class TestingIam implements IamSource {

    static final String DIGITS = "111122223333";

    final Map<String, List<Held.Certificate>> users = new TreeMap<>();
    final Map<String, Held.OidcProvider> oidc = new LinkedHashMap<>();
    final Map<String, Held.SamlProvider> saml = new LinkedHashMap<>();
    final List<Held.Role> roles = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    boolean refuses;

    private <T> Reply<T> answer(String question, @Nullable T value) {
        asked.add(question);
        if (refuses) {
            return new Reply.Refused<>("iam:" + question.split(" ", 2)[0]);
        }
        return value == null ? new Reply.Absent<>() : new Reply.Is<>(value);
    }

    @Override
    public List<String> inventoried() {
        return List.of("default");
    }

    @Override
    public Optional<String> digits(String account) {
        return Optional.of(DIGITS);
    }

    @Override
    public Optional<Partition> partition(String account) {
        return Optional.of(Partition.AWS);
    }

    @Override
    public Reply<Boolean> makeReport(String account) {
        return answer("GenerateCredentialReport", true);
    }

    @Override
    public Reply<Report> report(String account) {
        List<Report.Line> lines = users.entrySet().stream()
                .map(user -> new Report.Line(
                        user.getKey(),
                        user.getValue().stream().noneMatch(Held.Certificate::inForce)
                                ? ""
                                : String.valueOf(user.getValue().hashCode())))
                .toList();
        return answer("GetCredentialReport", new Report(Instant.EPOCH, lines));
    }

    @Override
    public Reply<Page<String>> userNames(String account, @Nullable String marker) {
        return answer("ListUsers", new Page<>(List.copyOf(users.keySet()), null));
    }

    @Override
    public Reply<List<Held.Certificate>> certificates(String account, String user) {
        return answer("ListSigningCertificates " + user, users.get(user));
    }

    @Override
    public Reply<List<String>> oidcProviders(String account) {
        return answer("ListOpenIDConnectProviders", List.copyOf(oidc.keySet()));
    }

    @Override
    public Reply<Held.OidcProvider> oidcProvider(String account, String arn) {
        return answer("GetOpenIDConnectProvider " + arn, oidc.get(arn));
    }

    @Override
    public Reply<List<String>> samlProviders(String account) {
        return answer("ListSAMLProviders", List.copyOf(saml.keySet()));
    }

    @Override
    public Reply<Held.SamlProvider> samlProvider(String account, String arn) {
        return answer("GetSAMLProvider " + arn, saml.get(arn));
    }

    @Override
    public Reply<Page<Held.Role>> rolesAndUse(String account, @Nullable String marker) {
        return answer("GetAccountAuthorizationDetails", new Page<>(roles, null));
    }

    @Override
    public Reply<Page<Held.Role>> roles(String account, @Nullable String marker) {
        return answer("ListRoles", new Page<>(roles, null));
    }

    @Override
    public Reply<Held.Role> role(String account, String name) {
        return answer(
                "GetRole " + name,
                roles.stream()
                        .filter(role -> role.name().equals(name))
                        .findFirst()
                        .orElse(null));
    }
}
