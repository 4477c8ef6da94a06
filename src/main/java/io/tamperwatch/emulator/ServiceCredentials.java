package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Passwords of users for single services. */
final class ServiceCredentials implements Family {

    private static final int MOST_PER_SERVICE = 2;
    private static final String PASSWORD = "ServicePassword";

    private final Held credentials;
    private final Account account;

    ServiceCredentials(Account account, Users users) {
        this.account = account;
        credentials = new Held(users, "ServiceSpecificCredentialId", "service-specific credential");
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateServiceSpecificCredential" -> create(asked, call);
            case "ListServiceSpecificCredentials" -> list(asked, call);
            case "UpdateServiceSpecificCredential" -> credentials.setStatus(asked, call);
            case "ResetServiceSpecificCredential" -> reset(asked, call);
            case "DeleteServiceSpecificCredential" -> credentials.remove(asked, call);
            default -> null;
        };
    }

    @Override
    public boolean isHeldBy(String user) {
        return credentials.isHeldBy(user);
    }

    private ObjectNode create(Parameters asked, Call call) {
        String owner = credentials.owner(asked, call);
        String service = asked.required("ServiceName", "(codecommit|cassandra|bedrock)\\.amazonaws\\.com");
        ObjectNode credential = Results.nothing()
                .put("UserName", owner)
                .put("Status", "Active")
                .put("ServiceUserName", owner + "-at-" + account.id())
                .put("CreateDate", Results.date(call.at()))
                .put("ServiceSpecificCredentialId", "ACCA" + Ids.random(16))
                .put("ServiceName", service);
        credentials.add(
                owner,
                credential,
                MOST_PER_SERVICE,
                other -> other.get("ServiceName").asText().equals(service));
        return withPassword(credential);
    }

    /** A list, and never a page: the API knows no marker here. */
    private ObjectNode list(Parameters asked, Call call) {
        String service = asked.optional("ServiceName");
        ObjectNode result = Results.nothing();
        var listed = result.putArray("ServiceSpecificCredentials");
        credentials.list(asked, call).stream()
                .filter(one ->
                        service == null || one.get("ServiceName").asText().equals(service))
                .forEach(listed::add);
        return result;
    }

    private ObjectNode reset(Parameters asked, Call call) {
        return withPassword(credentials.existing(asked, call));
    }

    private static ObjectNode withPassword(ObjectNode credential) {
        return Results.of("ServiceSpecificCredential", credential.deepCopy().put(PASSWORD, Ids.random(40)));
    }
}
