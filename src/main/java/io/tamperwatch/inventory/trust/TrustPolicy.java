package io.tamperwatch.inventory.trust;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A role's trust policy. */
public final class TrustPolicy {

    private final List<Statement> statements;

    TrustPolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy.
     *
     * @param document JSON, plain or percent-encoded as IAM hands it out
     * @return empty when it is not a policy
     */
    public static Optional<TrustPolicy> read(String document) {
        return PolicyReader.read(document);
    }

    /**
     * How the policy relates to tokens of a provider.
     *
     * @param clientId the client ID the tokens are for; null to ask about the provider as a whole
     */
    public TrustRelation relation(String providerArn, @Nullable String clientId) {
        return new TrustReading(statements, new TokenKeys(providerArn, clientId)).relation();
    }

    /** The OpenID Connect providers it names whose tokens may get the role, as written. */
    public List<String> webIdentityProviders() {
        return statements.stream()
                .filter(Statement::allowsWebIdentities)
                .flatMap(statement -> statement.principals().stream())
                .filter(TrustPolicy::isWebIdentityProvider)
                .distinct()
                .toList();
    }

    private static boolean isWebIdentityProvider(String principal) {
        return !principal.equals(Statement.EVERYBODY) && !principal.contains(":saml-provider/");
    }

    /** How each statement that allows something relates to all tokens of a provider, with what the policy denies taken off. */
    public List<TrustRelation> relations(String providerArn) {
        List<Statement> denying =
                statements.stream().filter(statement -> !statement.allows()).toList();
        return statements.stream()
                .filter(Statement::allows)
                .map(allowing ->
                        Stream.concat(Stream.of(allowing), denying.stream()).toList())
                .map(alone -> new TrustReading(alone, new TokenKeys(providerArn, null)).relation())
                .toList();
    }
}
