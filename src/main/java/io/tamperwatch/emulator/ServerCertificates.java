package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Server certificates kept in IAM. Private keys are taken and never shown. */
final class ServerCertificates implements Family {

    private static final String NAME = "[\\w+=,.@-]{1,128}";
    private static final String METADATA = "ServerCertificateMetadata";

    private final Account account;

    /** By name, each as GetServerCertificate shows it. */
    private final Map<String, ObjectNode> certificates = new TreeMap<>();

    ServerCertificates(Account account) {
        this.account = account;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "UploadServerCertificate" -> upload(asked, call);
            case "GetServerCertificate" -> Results.of("ServerCertificate", existing(asked));
            case "ListServerCertificates" -> list(asked);
            case "UpdateServerCertificate" -> update(asked);
            case "DeleteServerCertificate" -> delete(asked);
            default -> null;
        };
    }

    private ObjectNode upload(Parameters asked, Call call) {
        String name = asked.required("ServerCertificateName", NAME);
        free(name);
        asked.required("PrivateKey");
        String path = asked.optional("Path") == null ? "/" : asked.required("Path", "/|/[!-~]+/");
        ObjectNode certificate = Results.nothing();
        ObjectNode metadata = certificate.putObject(METADATA);
        metadata.put("ServerCertificateId", "ASCA" + Ids.random(16)).put("UploadDate", Results.date(call.at()));
        place(metadata, path, name);
        certificate.put("CertificateBody", asked.required("CertificateBody"));
        if (asked.optional("CertificateChain") != null) {
            certificate.put("CertificateChain", asked.required("CertificateChain"));
        }
        certificates.put(name, certificate);
        return Results.of(METADATA, metadata);
    }

    private ObjectNode list(Parameters asked) {
        List<ObjectNode> listed = new ArrayList<>();
        certificates.values().forEach(one -> listed.add((ObjectNode) one.get(METADATA)));
        return Results.page("ServerCertificateMetadataList", listed, asked);
    }

    private ObjectNode update(Parameters asked) {
        ObjectNode certificate = existing(asked);
        ObjectNode metadata = (ObjectNode) certificate.get(METADATA);
        String old = metadata.get("ServerCertificateName").asText();
        String name = asked.optional("NewServerCertificateName") == null
                ? old
                : asked.required("NewServerCertificateName", NAME);
        String path = asked.optional("NewPath") == null
                ? metadata.get("Path").asText()
                : asked.required("NewPath", "/|/[!-~]+/");
        if (!name.equals(old)) {
            free(name);
        }
        certificates.remove(old);
        place(metadata, path, name);
        certificates.put(name, certificate);
        return Results.nothing();
    }

    private ObjectNode delete(Parameters asked) {
        existing(asked);
        certificates.remove(asked.required("ServerCertificateName"));
        return Results.nothing();
    }

    private void place(ObjectNode metadata, String path, String name) {
        metadata.put("Path", path)
                .put("ServerCertificateName", name)
                .put("Arn", account.iamArn("server-certificate" + path + name));
    }

    private void free(String name) {
        if (certificates.containsKey(name)) {
            throw new ServiceError(
                    409, "EntityAlreadyExists", "The Server Certificate with name " + name + " already exists.");
        }
    }

    private ObjectNode existing(Parameters asked) {
        String name = asked.required("ServerCertificateName");
        ObjectNode certificate = certificates.get(name);
        if (certificate == null) {
            throw new ServiceError(
                    404, "NoSuchEntity", "The Server Certificate with name " + name + " cannot be found.");
        }
        return certificate;
    }
}
