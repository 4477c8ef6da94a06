package io.tamperwatch.inventory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact.LostCertificate;
import io.tamperwatch.finding.Impact.Owner;
import io.tamperwatch.finding.Impact.Verdict;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a signing certificate was to its owner. */
final class CertificateVerdict {

    private final InventoryStore store;

    CertificateVerdict(InventoryStore store) {
        this.store = store;
    }

    LostCertificate ofRoot() {
        return new LostCertificate(
                Verdict.UNKNOWN,
                Owner.ROOT,
                null,
                null,
                null,
                null,
                0,
                false,
                "The certificate is the account's root user's. Only that user can list its certificates, so it is not"
                        + " known whether there is another, and its body is not kept.");
    }

    LostCertificate of(Finding finding, String digits, Anchor.CertificateOf anchor) {
        Instant at = finding.occurredAt();
        List<Seen<Held.Certificate>> had = store.certificatesBefore(digits, anchor.user(), at);
        Optional<Held.Certificate> own = had.stream()
                .map(Seen::held)
                .filter(certificate -> certificate.id().equals(anchor.id()))
                .findFirst();
        int others = (int) had.stream()
                .map(Seen::held)
                .filter(certificate -> !certificate.id().equals(anchor.id()) && isUsable(certificate, at))
                .count();
        long holders = otherHolders(digits, anchor.user(), at);
        if (own.isEmpty()) {
            return new LostCertificate(
                    Verdict.UNKNOWN,
                    Owner.USER,
                    anchor.user(),
                    null,
                    null,
                    others == 0 ? null : others,
                    holders,
                    false,
                    "The inventory did not know this certificate before the event, so its body is not kept.");
        }
        Held.Certificate certificate = own.get();
        Verdict verdict = verdict(certificate, others, at);
        return new LostCertificate(
                verdict,
                Owner.USER,
                anchor.user(),
                certificate.uploadedAt(),
                expiry(certificate),
                others,
                holders,
                true,
                why(verdict, certificate, others));
    }

    private static Verdict verdict(Held.Certificate certificate, int others, Instant at) {
        if (!isUsable(certificate, at)) {
            return Verdict.NOT_IN_USE;
        }
        return others > 0 ? Verdict.NOT_LAST : Verdict.LAST;
    }

    private static String why(Verdict verdict, Held.Certificate certificate, int others) {
        return switch (verdict) {
            case LAST -> "It was the only certificate the user could sign with.";
            case NOT_LAST ->
                others == 1
                        ? "The user has another certificate that can be used."
                        : "The user has " + others + " other certificates that can be used.";
            case NOT_IN_USE ->
                certificate.inForce()
                        ? "The certificate had expired already."
                        : "The certificate was " + certificate.status().toLowerCase(Locale.ROOT) + " already.";
            case UNKNOWN -> "";
        };
    }

    private long otherHolders(String digits, String user, Instant at) {
        Set<String> holders = new HashSet<>();
        store.eachPresent(digits, Held.Certificate.class, seen -> {
            if (isUsable(seen.held(), at)) {
                holders.add(seen.held().userName());
            }
        });
        holders.remove(user);
        return holders.size();
    }

    static boolean isUsable(Held.Certificate certificate, Instant at) {
        Instant expiry = expiry(certificate);
        return certificate.inForce() && (expiry == null || expiry.isAfter(at));
    }

    /** Null when the body is no certificate that can be read. */
    private static @Nullable Instant expiry(Held.Certificate certificate) {
        try {
            var bytes = new ByteArrayInputStream(certificate.body().getBytes(US_ASCII));
            var read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            // a Date's own methods are kept out of the product, lest one asks for the time
            return Instant.ofEpochMilli(Long.parseLong("%tQ".formatted(read.getNotAfter())));
        } catch (CertificateException e) {
            return null;
        }
    }
}
