package io.tamperwatch.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.UserIdentity.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code userIdentity}. Members without a name in {@link UserIdentity} are kept under their path, for example
 * {@code sessionContext.ec2RoleDelivery}.
 */
final class IdentityReading {

    // paths are put together by the compiler, since nearly every record passes here and nearly none needs them
    private static final String ON_BEHALF_OF = "onBehalfOf.";
    private static final String SESSION = "sessionContext.";
    private static final String ISSUER = SESSION + "sessionIssuer.";
    private static final String ATTRIBUTES = SESSION + "attributes.";
    private static final String FEDERATION = SESSION + "webIdFederationData.";

    private final ObjectNode unknown = JsonNodeFactory.instance.objectNode();

    private @Nullable String type;
    private @Nullable String principalId;
    private @Nullable String arn;
    private @Nullable String accountId;
    private @Nullable String accessKeyId;
    private @Nullable String userName;
    private @Nullable String invokedBy;
    private @Nullable String identityProvider;
    private @Nullable String credentialId;
    private @Nullable String onBehalfOfUserId;
    private @Nullable String identityStoreArn;
    private @Nullable Session session;

    private @Nullable Boolean mfaAuthenticated;
    private @Nullable String creationDate;
    private @Nullable String issuerType;
    private @Nullable String issuerPrincipalId;
    private @Nullable String issuerArn;
    private @Nullable String issuerAccountId;
    private @Nullable String issuerUserName;
    private @Nullable String sourceIdentity;
    private @Nullable String federatedProvider;
    private boolean assumedRoot;

    private IdentityReading() {}

    static UserIdentity nothingRecorded() {
        return new IdentityReading().identity();
    }

    /** An element that is not an object goes into {@code aside}. */
    static UserIdentity read(JsonReading in, ObjectNode aside) throws IOException {
        if (!in.entersObject("userIdentity", aside)) {
            return nothingRecorded();
        }
        IdentityReading reading = new IdentityReading();
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            reading.take(name, in);
        }
        return reading.identity();
    }

    private void take(String name, JsonReading in) throws IOException {
        switch (name) {
            case "type" -> type = in.text(name, unknown);
            case "principalId" -> principalId = in.text(name, unknown);
            case "arn" -> arn = in.text(name, unknown);
            case "accountId" -> accountId = in.text(name, unknown);
            case "accessKeyId" -> accessKeyId = in.text(name, unknown);
            case "userName" -> userName = in.text(name, unknown);
            case "invokedBy" -> invokedBy = in.text(name, unknown);
            case "identityProvider" -> identityProvider = in.text(name, unknown);
            case "credentialId" -> credentialId = in.text(name, unknown);
            case "onBehalfOf" -> takeEach("onBehalfOf", in, this::takeOnBehalfOf);
            case "sessionContext" -> takeSession(in);
            default -> in.putAside(name, unknown);
        }
    }

    private void takeOnBehalfOf(String name, JsonReading in) throws IOException {
        switch (name) {
            case "userId" -> onBehalfOfUserId = in.text(ON_BEHALF_OF + "userId", unknown);
            case "identityStoreArn" -> identityStoreArn = in.text(ON_BEHALF_OF + "identityStoreArn", unknown);
            default -> in.putAside(ON_BEHALF_OF + name, unknown);
        }
    }

    private void takeSession(JsonReading in) throws IOException {
        if (takeEach("sessionContext", in, this::takeSessionMember)) {
            session = new Session(
                    mfaAuthenticated,
                    creationDate,
                    issuerType,
                    issuerPrincipalId,
                    issuerArn,
                    issuerAccountId,
                    issuerUserName,
                    sourceIdentity,
                    federatedProvider,
                    assumedRoot);
        }
    }

    private void takeSessionMember(String name, JsonReading in) throws IOException {
        switch (name) {
            case "sessionIssuer" -> takeEach(SESSION + "sessionIssuer", in, this::takeIssuer);
            case "attributes" -> takeEach(SESSION + "attributes", in, this::takeAttribute);
            case "webIdFederationData" -> takeEach(SESSION + "webIdFederationData", in, this::takeFederation);
            case "sourceIdentity" -> sourceIdentity = in.text(SESSION + "sourceIdentity", unknown);
            case "assumedRoot" -> assumedRoot = in.isTrue(SESSION + "assumedRoot", unknown);
            default -> in.putAside(SESSION + name, unknown);
        }
    }

    private void takeIssuer(String name, JsonReading in) throws IOException {
        switch (name) {
            case "type" -> issuerType = in.text(ISSUER + "type", unknown);
            case "principalId" -> issuerPrincipalId = in.text(ISSUER + "principalId", unknown);
            case "arn" -> issuerArn = in.text(ISSUER + "arn", unknown);
            case "accountId" -> issuerAccountId = in.text(ISSUER + "accountId", unknown);
            case "userName" -> issuerUserName = in.text(ISSUER + "userName", unknown);
            default -> in.putAside(ISSUER + name, unknown);
        }
    }

    private void takeAttribute(String name, JsonReading in) throws IOException {
        switch (name) {
            case "mfaAuthenticated" -> mfaAuthenticated = in.flag(ATTRIBUTES + "mfaAuthenticated", unknown);
            case "creationDate" -> creationDate = in.text(ATTRIBUTES + "creationDate", unknown);
            default -> in.putAside(ATTRIBUTES + name, unknown);
        }
    }

    private void takeFederation(String name, JsonReading in) throws IOException {
        if (name.equals("federatedProvider")) {
            federatedProvider = in.text(FEDERATION + name, unknown);
        } else {
            in.putAside(FEDERATION + name, unknown);
        }
    }

    private boolean takeEach(String path, JsonReading in, Member member) throws IOException {
        if (!in.entersObject(path, unknown)) {
            return false;
        }
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            member.take(name, in);
        }
        return true;
    }

    private UserIdentity identity() {
        return new UserIdentity(
                type,
                principalId,
                arn,
                accountId,
                accessKeyId,
                userName,
                invokedBy,
                identityProvider,
                credentialId,
                onBehalfOfUserId,
                identityStoreArn,
                session,
                unknown);
    }

    /** Takes one member of a nested object. */
    private interface Member {
        void take(String name, JsonReading in) throws IOException;
    }
}
