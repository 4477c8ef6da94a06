package io.tamperwatch.inventory;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether the harm of one event is seen to be undone. */
record RepairSight(InventoryStore store, String digits, Finding finding) {

    /** IAM may show what was before for a little while after a change. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /**
     * What is seen.
     *
     * @param at when it was first seen
     */
    record Repaired(Instant at, String what) {}

    Optional<Repaired> repaired(Anchor anchor) {
        if (finding.change() == Change.NO_OP) {
            return Optional.empty();
        }
        return switch (anchor) {
            case Anchor.CertificateOf(String user, String id) -> certificate(user, id);
            case Anchor.CertificateOfRoot() -> Optional.empty();
            case Anchor.Oidc(String arn, String clientId) -> oidc(arn, clientId);
            case Anchor.Saml(String arn) -> saml(arn);
        };
    }

    private Optional<Repaired> oidc(String arn, @Nullable String clientId) {
        Optional<Seen<Held.OidcProvider>> now = settled(store.present(digits, Held.OidcProvider.class, arn));
        Optional<Held.OidcProvider> before = before(Held.OidcProvider.class, arn);
        return switch (finding.eventName()) {
            case "RemoveClientIDFromOpenIDConnectProvider" ->
                seen(now, is -> is.clientIds().contains(clientId), "the provider has the client ID again.");
            case "AddClientIDToOpenIDConnectProvider" ->
                gone(Kind.OIDC_PROVIDER.subject(arn), "the provider is gone.")
                        .or(() -> seen(
                                now,
                                is -> !is.clientIds().contains(clientId),
                                "the provider does not have the client ID any more."));
            case "CreateOpenIDConnectProvider" -> gone(Kind.OIDC_PROVIDER.subject(arn), "the provider is gone.");
            case "DeleteOpenIDConnectProvider" ->
                seen(
                        madeAnew(now),
                        is -> before.isEmpty()
                                || new HashSet<>(is.clientIds())
                                        .containsAll(before.get().clientIds()),
                        "the provider is there again with its client IDs.");
            case "UpdateOpenIDConnectProviderThumbprint" ->
                seen(
                        madeAnew(now),
                        is -> before.isPresent()
                                && is.thumbprints().equals(before.get().thumbprints()),
                        "the provider has its thumbprints again.");
            default -> Optional.empty();
        };
    }

    private Optional<Repaired> saml(String arn) {
        Optional<Seen<Held.SamlProvider>> now = settled(store.present(digits, Held.SamlProvider.class, arn));
        Optional<Held.SamlProvider> before = before(Held.SamlProvider.class, arn);
        return switch (finding.eventName()) {
            case "CreateSAMLProvider" -> gone(Kind.SAML_PROVIDER.subject(arn), "the provider is gone.");
            case "DeleteSAMLProvider" -> seen(madeAnew(now), is -> true, "the provider is there again.");
            case "UpdateSAMLProvider" ->
                seen(
                        madeAnew(now),
                        is -> before.isPresent()
                                && is.document().equals(before.get().document()),
                        "the provider has its metadata again.");
            default -> Optional.empty();
        };
    }

    private Optional<Repaired> certificate(String user, @Nullable String id) {
        String subject = CertificatesPart.SUBJECT + user;
        List<Seen<Held.Certificate>> now =
                store.certificatesBefore(digits, user, Instant.ofEpochMilli(Long.MAX_VALUE / 2));
        if (finding.eventName().equals("UploadSigningCertificate")) {
            boolean inForce =
                    now.stream().map(Seen::held).anyMatch(each -> each.id().equals(id) && each.inForce());
            return inForce
                    ? Optional.empty()
                    : readSince(subject).map(at -> new Repaired(at, "the certificate cannot be used any more."));
        }
        return gone(subject, "the user is gone.")
                .or(() -> now.stream()
                        .filter(each -> settled(Optional.of(each)).isPresent() && makesUpFor(each.held(), id))
                        .findFirst()
                        .map(each -> new Repaired(
                                at(each),
                                each.held().id().equals(id)
                                        ? "the certificate is active again."
                                        : "the user has a certificate that was uploaded since.")));
    }

    /** The same one in force again, the same body under another id, or whatever the user uploaded since. */
    private boolean makesUpFor(Held.Certificate now, @Nullable String id) {
        if (!now.inForce()) {
            return false;
        }
        Instant uploadedAt = now.uploadedAt();
        boolean since = uploadedAt != null && !uploadedAt.isBefore(finding.occurredAt());
        boolean same = now.id().equals(id) && finding.eventName().equals("UpdateSigningCertificate");
        return since || same;
    }

    private <T extends Held> Optional<T> before(Class<T> type, String key) {
        return store.before(digits, type, key, finding.occurredAt()).map(Seen::held);
    }

    private <T extends Held> Optional<Seen<T>> settled(Optional<Seen<T>> now) {
        return now.filter(seen -> seen.lastSeen().isAfter(finding.occurredAt().plus(SETTLED)));
    }

    /** Became what it is after the event. */
    private <T extends Held> Optional<Seen<T>> madeAnew(Optional<Seen<T>> now) {
        return now.filter(seen -> seen.firstSeen().isAfter(finding.occurredAt()));
    }

    private <T extends Held> Optional<Repaired> seen(Optional<Seen<T>> now, Predicate<T> holds, String what) {
        return now.filter(seen -> holds.test(seen.held())).map(seen -> new Repaired(at(seen), what));
    }

    private Instant at(Seen<?> seen) {
        return seen.firstSeen().isAfter(finding.occurredAt()) ? seen.firstSeen() : seen.lastSeen();
    }

    private Optional<Repaired> gone(String subject, String what) {
        InventoryStore.Note note = store.notes(digits, Set.of(subject)).get(subject);
        return note != null && note.text().equals(Refresh.GONE) && note.at().isAfter(finding.occurredAt())
                ? Optional.of(new Repaired(note.at(), what))
                : Optional.empty();
    }

    private Optional<Instant> readSince(String subject) {
        InventoryStore.Note note = store.notes(digits, Set.of(subject)).get(subject);
        return note != null && note.at().isAfter(finding.occurredAt().plus(SETTLED))
                ? Optional.of(note.at())
                : Optional.empty();
    }
}
