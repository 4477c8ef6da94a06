package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** SSH public keys of users, for CodeCommit. */
final class SshPublicKeys implements Family {

    private static final int MOST_PER_USER = 5;
    private static final String BODY = "SSHPublicKeyBody";

    private final Held keys;

    SshPublicKeys(Users users) {
        keys = new Held(users, "SSHPublicKeyId", "SSH public key");
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "UploadSSHPublicKey" -> upload(asked, call);
            case "GetSSHPublicKey" -> Results.of("SSHPublicKey", keys.existing(asked, call));
            case "ListSSHPublicKeys" ->
                Results.page("SSHPublicKeys", keys.list(asked, call, BODY, "Fingerprint"), asked);
            case "UpdateSSHPublicKey" -> keys.setStatus(asked, call);
            case "DeleteSSHPublicKey" -> keys.remove(asked, call);
            default -> null;
        };
    }

    @Override
    public boolean isHeldBy(String user) {
        return keys.isHeldBy(user);
    }

    private ObjectNode upload(Parameters asked, Call call) {
        String owner = keys.owner(asked, call);
        String body = asked.required(BODY);
        if (!body.matches("(?s)(ssh-rsa |-----BEGIN PUBLIC KEY-----).+")) {
            throw new ServiceError(400, "InvalidPublicKey", "The public key is malformed or otherwise invalid.");
        }
        if (keys.all().stream().anyMatch(key -> key.get(BODY).asText().strip().equals(body.strip()))) {
            throw new ServiceError(
                    409, "DuplicateSSHPublicKey", "The SSH public key is already associated with a user.");
        }
        ObjectNode key = Results.nothing()
                .put("UserName", owner)
                .put("SSHPublicKeyId", "APKA" + Ids.random(16))
                .put("Fingerprint", Ids.uuid(body).replaceAll("-", "").replaceAll("(..)(?!$)", "$1:"))
                .put(BODY, body)
                .put("Status", "Active")
                .put("UploadDate", Results.date(call.at()));
        keys.add(owner, key, MOST_PER_USER, any -> true);
        return Results.of("SSHPublicKey", key);
    }
}
