package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account's SAML identity providers. */
final class SamlProviders implements Family {

    private static final String ARN = "SAMLProviderArn";
    private static final String DOCUMENT = "SAMLMetadataDocument";

    private final Account account;

    /** By ARN, each as GetSAMLProvider shows it. */
    private final Map<String, ObjectNode> providers = new TreeMap<>();

    SamlProviders(Account account) {
        this.account = account;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateSAMLProvider" -> create(asked, call);
            case "GetSAMLProvider" -> existing(asked);
            case "ListSAMLProviders" -> list();
            case "UpdateSAMLProvider" -> update(asked);
            case "DeleteSAMLProvider" -> delete(asked);
            default -> null;
        };
    }

    private ObjectNode create(Parameters asked, Call call) {
        String arn = account.iamArn("saml-provider/" + asked.required("Name", "[\\w._-]{1,128}"));
        if (providers.containsKey(arn)) {
            throw new ServiceError(409, "EntityAlreadyExists", "SAMLProvider " + arn + " already exists.");
        }
        ObjectNode provider = Results.nothing()
                .put(DOCUMENT, document(asked))
                .put("CreateDate", Results.date(call.at()))
                .put("ValidUntil", Results.date(call.at().plus(3650, ChronoUnit.DAYS)));
        ArrayNode tags = asked.tags();
        if (!tags.isEmpty()) {
            provider.set("Tags", tags);
        }
        providers.put(arn, provider);
        return Results.nothing().put(ARN, arn);
    }

    private ObjectNode list() {
        ObjectNode result = Results.nothing();
        ArrayNode listed = result.putArray("SAMLProviderList");
        providers.forEach((arn, provider) -> {
            ObjectNode one = listed.addObject().put("Arn", arn);
            one.set("CreateDate", provider.get("CreateDate"));
            one.set("ValidUntil", provider.get("ValidUntil"));
        });
        return result;
    }

    private ObjectNode update(Parameters asked) {
        existing(asked).put(DOCUMENT, document(asked));
        return Results.nothing().put(ARN, asked.required(ARN));
    }

    private ObjectNode delete(Parameters asked) {
        existing(asked);
        providers.remove(asked.required(ARN));
        return Results.nothing();
    }

    private ObjectNode existing(Parameters asked) {
        String arn = asked.required(ARN);
        ObjectNode provider = providers.get(arn);
        if (provider == null) {
            throw new ServiceError(404, "NoSuchEntity", "Manifest not found for arn " + arn);
        }
        return provider;
    }

    private static String document(Parameters asked) {
        return asked.required(DOCUMENT, "(?s).{1000,10000000}");
    }
}
