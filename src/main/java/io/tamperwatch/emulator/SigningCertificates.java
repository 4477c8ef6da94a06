package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The X.509 signing certificates of an account's users and of its root user. */
final class SigningCertificates {

    private static final int MOST_PER_USER = 2;
    private static final String ROOT = "";
    private static final String ID = "\\w{24,128}";

    private final Users users;
    private final Map<String, Map<String, ObjectNode>> byOwner = new TreeMap<>();

    SigningCertificates(Users users) {
        this.users = users;
    }

    ObjectNode upload(Parameters asked, Call call) {
        String owner = owner(asked, call);
        String body = asked.required("CertificateBody");
        check(body);
        Map<String, ObjectNode> held = byOwner.computeIfAbsent(owner, nobody -> new LinkedHashMap<>());
        if (held.size() == MOST_PER_USER) {
            throw new ServiceError(409, "LimitExceeded", "Cannot exceed quota for CertificatesPerUser: 2");
        }
        ObjectNode certificate = Results.nothing();
        if (!owner.equals(ROOT)) {
            certificate.put("UserName", owner);
        }
        certificate
                .put("CertificateId", Ids.certificate())
                .put("CertificateBody", body)
                .put("Status", "Active")
                .put("UploadDate", Results.date(call.at()));
        held.put(certificate.get("CertificateId").asText(), certificate);
        return Results.of("Certificate", certificate);
    }

    ObjectNode update(Parameters asked, Call call) {
        String status = asked.required("Status", "Active|Inactive|Expired");
        existing(asked, call).put("Status", status);
        return Results.nothing();
    }

    ObjectNode delete(Parameters asked, Call call) {
        ObjectNode certificate = existing(asked, call);
        held(owner(asked, call)).remove(certificate.get("CertificateId").asText());
        return Results.nothing();
    }

    ObjectNode list(Parameters asked, Call call) {
        return Results.page(
                "Certificates", new ArrayList<>(held(owner(asked, call)).values()), asked);
    }

    /** What a user has, oldest first. */
    List<ObjectNode> of(String user) {
        return List.copyOf(held(user).values());
    }

    List<ObjectNode> ofRoot() {
        return of(ROOT);
    }

    boolean any(String user) {
        return !held(user).isEmpty();
    }

    private ObjectNode existing(Parameters asked, Call call) {
        String id = asked.required("CertificateId", ID);
        ObjectNode certificate = held(owner(asked, call)).get(id);
        if (certificate == null) {
            throw new ServiceError(404, "NoSuchEntity", "The Certificate with id " + id + " cannot be found.");
        }
        return certificate;
    }

    private Map<String, ObjectNode> held(String owner) {
        return byOwner.getOrDefault(owner, new LinkedHashMap<>());
    }

    /** Without a user name the target is the caller, or the root user itself. */
    private String owner(Parameters asked, Call call) {
        if (asked.optional("UserName") == null && call.caller() instanceof Caller.Root) {
            return ROOT;
        }
        String name = Users.named(asked, call);
        users.existing(name);
        return name;
    }

    private void check(String body) {
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(body.getBytes(UTF_8)));
        } catch (CertificateException e) {
            throw new ServiceError(400, "MalformedCertificate", "Certificate is malformed.");
        }
        boolean known = byOwner.values().stream()
                .flatMap(held -> held.values().stream())
                .anyMatch(each -> each.get("CertificateBody").asText().strip().equals(body.strip()));
        if (known) {
            throw new ServiceError(409, "DuplicateCertificate", "The certificate is already associated with a user.");
        }
    }
}
