package io.tamperwatch.inventory.trust;

import java.util.List;
import java.util.Optional;
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
}
