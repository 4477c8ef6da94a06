package io.tamperwatch.inventory.trust;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys a request has when it comes with a token of one provider: {@code <provider>:aud} and its kin carry the
 * provider's address, so those of other providers are not there.
 */
record TokenKeys(String providerArn, @Nullable String clientId) {

    private static final String RESOURCE = ":oidc-provider/";

    boolean isAudience(Condition condition) {
        return condition.key().equals(prefix() + "aud");
    }

    boolean isSubject(Condition condition) {
        return condition.key().equals(prefix() + "sub");
    }

    /** The audience a token carries. */
    Claim audience() {
        return clientId == null ? new Claim.Present() : new Claim.Known(clientId);
    }

    /** Whether a statement's conditions hold that are about neither audience nor subject. */
    Answer others(Statement statement) {
        return Answer.all(otherConditions(statement), condition -> condition.holds(claim(condition.key())));
    }

    /** Keys on which it depends whether {@link #others} hold. */
    List<String> undecided(Statement statement) {
        return otherConditions(statement).stream()
                .filter(condition -> condition.holds(claim(condition.key())) == Answer.UNKNOWN)
                .map(Condition::key)
                .toList();
    }

    private List<Condition> otherConditions(Statement statement) {
        return statement.conditions().stream()
                .filter(condition -> !isAudience(condition) && !isSubject(condition))
                .toList();
    }

    private Claim claim(String key) {
        if (key.equals("aws:federatedprovider")) {
            return new Claim.Known(providerArn);
        }
        return isOfAnotherProvider(key) ? new Claim.Absent() : new Claim.Unknown();
    }

    private boolean isOfAnotherProvider(String key) {
        int colon = key.indexOf(':');
        boolean ofProvider = colon > 0 && key.substring(0, colon).contains(".");
        return key.startsWith("saml:") || (ofProvider && !key.startsWith(prefix()));
    }

    private String prefix() {
        int at = providerArn.indexOf(RESOURCE);
        String address = at < 0 ? providerArn : providerArn.substring(at + RESOURCE.length());
        return address.toLowerCase(Locale.ROOT) + ":";
    }
}
