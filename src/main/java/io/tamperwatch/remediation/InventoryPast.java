package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.Seen;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the inventory last saw of a finding's target before the event. */
@Singleton
final class InventoryPast implements Past {

    private final InventoryStore store;

    InventoryPast(InventoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<Known> before(Finding finding) {
        return switch (finding.target().kind()) {
            case "signing-certificate" ->
                before(finding, Held.Certificate.class, finding.target().certificateId())
                        .map(InventoryPast::certificate);
            case "oidc-client-id", "oidc-provider" ->
                before(finding, Held.OidcProvider.class, finding.target().providerArn())
                        .map(InventoryPast::oidcProvider);
            case "saml-provider" ->
                before(finding, Held.SamlProvider.class, finding.target().providerArn())
                        .map(InventoryPast::samlProvider);
            default -> Optional.empty();
        };
    }

    private <T extends Held> Optional<Seen<T>> before(Finding finding, Class<T> type, @Nullable String key) {
        String account = finding.accountId();
        return account == null || key == null
                ? Optional.empty()
                : store.before(account, type, key, finding.occurredAt());
    }

    private static Known certificate(Seen<Held.Certificate> seen) {
        return new Known.Certificate(seen.held().body(), seen.held().status(), seen.lastSeen());
    }

    /** IAM gives the address without its scheme, and wants it with one. */
    private static Known oidcProvider(Seen<Held.OidcProvider> seen) {
        Held.OidcProvider provider = seen.held();
        String url = provider.url().startsWith("https://") ? provider.url() : "https://" + provider.url();
        return new Known.OidcProvider(
                url, provider.clientIds(), provider.thumbprints(), tags(provider.tags()), seen.lastSeen());
    }

    private static Known samlProvider(Seen<Held.SamlProvider> seen) {
        return new Known.SamlProvider(seen.held().document(), tags(seen.held().tags()), seen.lastSeen());
    }

    private static JsonNode tags(Map<String, String> tags) {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        tags.forEach((key, value) -> listed.addObject().put("Key", key).put("Value", value));
        return listed;
    }
}
