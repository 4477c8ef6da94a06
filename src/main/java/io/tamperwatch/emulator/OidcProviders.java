package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An account's OpenID Connect identity providers. */
final class OidcProviders {

    private static final int MOST_CLIENT_IDS = 100;
    private static final int MOST_THUMBPRINTS = 5;

    private static final class Provider {
        private final String url;
        private final Instant created;
        private final Set<String> clientIds;
        private final ArrayNode tags;
        private List<String> thumbprints;

        Provider(String url, Instant created, List<String> clientIds, List<String> thumbprints, ArrayNode tags) {
            this.url = url;
            this.created = created;
            this.clientIds = new LinkedHashSet<>(clientIds);
            this.thumbprints = thumbprints;
            this.tags = tags;
        }
    }

    private final Account account;
    private final Map<String, Provider> providers = new TreeMap<>();

    OidcProviders(Account account) {
        this.account = account;
    }

    ObjectNode create(Parameters asked, Call call) {
        String url = asked.required("Url", "https://[!-~]{1,240}").substring("https://".length());
        String arn = account.iamArn("oidc-provider/" + url);
        if (providers.containsKey(arn)) {
            throw new ServiceError(
                    409, "EntityAlreadyExists", "Provider with url https://%s already exists.".formatted(url));
        }
        List<String> clientIds = asked.list("ClientIDList");
        limit(clientIds.size(), MOST_CLIENT_IDS, "ClientIdsPerOpenIdConnectProvider");
        providers.put(arn, new Provider(url, call.at(), clientIds, thumbprints(asked), asked.tags()));
        return Results.nothing().put("OpenIDConnectProviderArn", arn);
    }

    ObjectNode get(Parameters asked) {
        Provider provider = existing(asked);
        ObjectNode result = Results.nothing().put("Url", provider.url);
        result.set("ClientIDList", texts(provider.clientIds));
        result.set("ThumbprintList", texts(provider.thumbprints));
        result.put("CreateDate", Results.date(provider.created));
        if (!provider.tags.isEmpty()) {
            result.set("Tags", provider.tags);
        }
        return result;
    }

    ObjectNode list() {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        providers.keySet().forEach(arn -> listed.addObject().put("Arn", arn));
        return Results.of("OpenIDConnectProviderList", listed);
    }

    /** Deleting a provider that is not there succeeds. */
    ObjectNode delete(Parameters asked) {
        providers.remove(arn(asked));
        return Results.nothing();
    }

    /** Adding a client ID that is there already succeeds. */
    ObjectNode addClientId(Parameters asked) {
        Set<String> clientIds = existing(asked).clientIds;
        String clientId = clientId(asked);
        if (!clientIds.contains(clientId)) {
            limit(clientIds.size() + 1, MOST_CLIENT_IDS, "ClientIdsPerOpenIdConnectProvider");
            clientIds.add(clientId);
        }
        return Results.nothing();
    }

    /** Removing a client ID that is not there succeeds. */
    ObjectNode removeClientId(Parameters asked) {
        existing(asked).clientIds.remove(clientId(asked));
        return Results.nothing();
    }

    ObjectNode updateThumbprints(Parameters asked) {
        existing(asked).thumbprints = thumbprints(asked);
        return Results.nothing();
    }

    int count() {
        return providers.size();
    }

    private Provider existing(Parameters asked) {
        String arn = arn(asked);
        Provider provider = providers.get(arn);
        if (provider == null) {
            throw new ServiceError(404, "NoSuchEntity", "OpenIDConnect Provider not found for arn " + arn);
        }
        return provider;
    }

    private static String arn(Parameters asked) {
        String arn = asked.required("OpenIDConnectProviderArn");
        if (!arn.matches("arn:[^:]*:iam::\\d{12}:oidc-provider/.+")) {
            throw new ServiceError(400, "InvalidInput", "Invalid ARN: " + arn);
        }
        return arn;
    }

    private static String clientId(Parameters asked) {
        return asked.required("ClientID", "(?s).{1,255}");
    }

    private static List<String> thumbprints(Parameters asked) {
        List<String> thumbprints = asked.list("ThumbprintList");
        limit(thumbprints.size(), MOST_THUMBPRINTS, "ThumbprintsPerOpenIdConnectProvider");
        for (String thumbprint : thumbprints) {
            if (!thumbprint.matches("[0-9A-Fa-f]{40}")) {
                throw new ServiceError(400, "InvalidInput", "Thumbprint must be exactly 40 hexadecimal characters.");
            }
        }
        return thumbprints;
    }

    private static void limit(int count, int most, String quota) {
        if (count > most) {
            throw new ServiceError(409, "LimitExceeded", "Cannot exceed quota for %s: %d".formatted(quota, most));
        }
    }

    private static ArrayNode texts(Iterable<String> values) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        values.forEach(texts::add);
        return texts;
    }
}
