package io.tamperwatch.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was uploaded and deleted between two snapshots was never listed; the event of its upload, when it was
 * seen, holds its body.
 */
public final class UploadedBodies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPLOAD = "UploadSigningCertificate";
    private static final int LONGEST = 16_384;
    private static final int MOST = 5;

    private final InventoryStore store;
    private final FindingStore findings;

    public UploadedBodies(InventoryStore store, FindingStore findings) {
        this.store = store;
        this.findings = findings;
    }

    /** Whether the inventory knows the certificate a finding is about as it was before the event. */
    public boolean isKnown(Finding about) {
        String digits = about.accountId();
        String id = about.target().certificateId();
        return digits != null && id != null && isKnown(about, digits, id);
    }

    private boolean isKnown(Finding about, String digits, String id) {
        return store.before(digits, Held.Certificate.class, id, about.occurredAt())
                .isPresent();
    }

    /** Puts what an event tells into the inventory; whether it is the upload of the certificate the finding is about. */
    public boolean keep(Finding about, EventRecord upload) {
        String digits = about.accountId();
        if (digits == null
                || !upload.eventName().equals(UPLOAD)
                || upload.errorCode() != null
                || upload.eventTime().isAfter(about.occurredAt())
                || !(Anchor.of(about).orElse(null) instanceof Anchor.CertificateOf(String user, String id))
                || id == null
                || !id.equals(idIn(upload))) {
            return false;
        }
        Optional<Held.Certificate> certificate = certificate(upload.raw(), upload.eventTime(), id, user);
        certificate.ifPresent(held -> put(about, digits, held));
        return certificate.isPresent();
    }

    /** AWS assigns the id, so only the answer has it. */
    private static @Nullable String idIn(EventRecord upload) {
        JsonNode answer = upload.responseElements();
        return answer == null ? null : answer.at("/certificate/certificateId").textValue();
    }

    /** Puts what a stored upload tells into the inventory when it does not know the certificate. */
    void recall(Finding about, String digits, Anchor.CertificateOf anchor) {
        String id = anchor.id();
        if (id == null || about.eventName().equals(UPLOAD) || isKnown(about, digits, id)) {
            return;
        }
        upload(about, id)
                .flatMap(upload -> certificate(upload.record(), upload.occurredAt(), id, anchor.user()))
                .ifPresent(certificate -> put(about, digits, certificate));
    }

    private void put(Finding about, String digits, Held.Certificate certificate) {
        store.saw(digits, Set.of(certificate), uploadedAt(certificate));
        if (about.eventName().equals("DeleteSigningCertificate")) {
            // it was there until then
            store.missed(
                    digits,
                    Kind.SIGNING_CERTIFICATE,
                    certificate.id(),
                    about.occurredAt().plusMillis(1));
        }
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
                Set.of(UPLOAD),
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

    private static Optional<Held.Certificate> certificate(String upload, Instant at, String id, String user) {
        try {
            JsonNode record = JSON.readTree(upload);
            String answered =
                    record.at("/responseElements/certificate/certificateBody").asText("");
            String asked = record.at("/requestParameters/certificateBody").asText("");
            String body = answered.isEmpty() ? asked : answered;
            return body.isEmpty() || body.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new Held.Certificate(id, user, body, "Active", at));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
