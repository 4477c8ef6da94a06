package io.tamperwatch.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate that was uploaded and deleted between two snapshots was never listed; the event of its upload, when it was
 * seen, holds its body.
 */
final class UploadedBodies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 16_384;
    private static final int MOST = 5;

    private final InventoryStore store;
    private final FindingStore findings;

    UploadedBodies(InventoryStore store, FindingStore findings) {
        this.store = store;
        this.findings = findings;
    }

    /** Puts what the upload tells into the inventory when it does not know the certificate. */
    void recall(Finding about, String digits, Anchor.CertificateOf anchor) {
        String id = anchor.id();
        if (id == null
                || about.eventName().equals("UploadSigningCertificate")
                || store.before(digits, Held.Certificate.class, id, about.occurredAt())
                        .isPresent()) {
            return;
        }
        upload(about, id)
                .flatMap(upload -> certificate(upload, id, anchor.user()))
                .ifPresent(certificate -> {
                    store.saw(digits, Set.of(certificate), uploadedAt(certificate));
                    if (about.eventName().equals("DeleteSigningCertificate")) {
                        // it was there until then
                        store.missed(
                                digits,
                                Kind.SIGNING_CERTIFICATE,
                                id,
                                about.occurredAt().plusMillis(1));
                    }
                });
    }

    private static Instant uploadedAt(Held.Certificate certificate) {
        Instant at = certificate.uploadedAt();
        return at == null ? Instant.EPOCH : at;
    }

    private Optional<Finding> upload(Finding about, String id) {
        FindingQuery query = new FindingQuery(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("UploadSigningCertificate"),
                Set.of(about.account()),
                null,
                null,
                about.occurredAt(),
                id,
                null,
                MOST);
        return findings.query(query).items().stream()
                .filter(upload -> id.equals(upload.target().certificateId()))
                .findFirst()
                .flatMap(upload -> findings.find(upload.id()));
    }

    private static Optional<Held.Certificate> certificate(Finding upload, String id, String user) {
        try {
            JsonNode record = JSON.readTree(upload.record());
            String answered =
                    record.at("/responseElements/certificate/certificateBody").asText("");
            String asked = record.at("/requestParameters/certificateBody").asText("");
            String body = answered.isEmpty() ? asked : answered;
            return body.isEmpty() || body.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new Held.Certificate(id, user, body, "Active", upload.occurredAt()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
