package io.tamperwatch.inventory;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one thing anew because an event names it. */
final class Refresh {

    /** Noted of a user who is not there any more. */
    static final String GONE = "gone";

    /** Noted of what is not there and was never seen to be: whether it ever was, nobody knows. */
    static final String NEVER_SEEN = "never seen";

    private final IamSource source;
    private final PacedIam iam;
    private final InventoryStore store;
    private final Clock clock;

    Refresh(IamSource source, PacedIam iam, InventoryStore store, Clock clock) {
        this.source = source;
        this.iam = iam;
        this.store = store;
        this.clock = clock;
    }

    /** @return why it could not be read; empty when it was */
    Optional<String> read(String digits, Anchor anchor) throws InterruptedException {
        return switch (anchor) {
            case Anchor.CertificateOf certificate -> certificates(digits, certificate.user());
            case Anchor.CertificateOfRoot root ->
                Optional.of("The certificates of the root user can be listed by that user only.");
            case Anchor.Oidc oidc ->
                provider(
                        digits,
                        Kind.OIDC_PROVIDER,
                        oidc.arn(),
                        iam.ask(() -> source.oidcProvider(iam.account(), oidc.arn())));
            case Anchor.Saml saml ->
                provider(
                        digits,
                        Kind.SAML_PROVIDER,
                        saml.arn(),
                        iam.ask(() -> source.samlProvider(iam.account(), saml.arn())));
        };
    }

    private Optional<String> certificates(String digits, String user) throws InterruptedException {
        Reply<List<Held.Certificate>> reply = iam.ask(() -> source.certificates(iam.account(), user));
        String subject = CertificatesPart.SUBJECT + user;
        if (reply instanceof Reply.Is<List<Held.Certificate>>(List<Held.Certificate> all)) {
            store.sawCertificatesOf(digits, user, all, clock.instant());
            store.note(digits, Map.of(subject, CertificatesPart.ASKED), clock.instant());
            return Optional.empty();
        }
        if (reply instanceof Reply.Absent<List<Held.Certificate>>) {
            boolean known = isKnown(digits, subject);
            store.sawCertificatesOf(digits, user, List.of(), clock.instant());
            store.note(digits, Map.of(subject, known ? GONE : NEVER_SEEN), clock.instant());
            return Optional.empty();
        }
        return Optional.ofNullable(why(reply));
    }

    private <T extends Held> Optional<String> provider(String digits, Kind kind, String key, Reply<T> reply) {
        if (reply instanceof Reply.Is<T>(T thing)) {
            store.saw(digits, List.of(thing), clock.instant());
            store.note(digits, Map.of(kind.subject(key), CertificatesPart.ASKED), clock.instant());
            return Optional.empty();
        }
        if (reply instanceof Reply.Absent<T>) {
            boolean known = isKnown(digits, kind.subject(key));
            store.missed(digits, kind, key, clock.instant());
            store.note(digits, Map.of(kind.subject(key), known ? GONE : NEVER_SEEN), clock.instant());
            return Optional.empty();
        }
        return Optional.ofNullable(why(reply));
    }

    /** Whatever was seen has a note. */
    private boolean isKnown(String digits, String subject) {
        InventoryStore.Note note = store.notes(digits, List.of(subject)).get(subject);
        return note != null && !note.text().equals(NEVER_SEEN);
    }

    private static @Nullable String why(Reply<?> reply) {
        return switch (reply) {
            case Reply.Refused<?> refused ->
                "IAM could not be asked for the state after the event: " + refused.permission() + " is not allowed.";
            case Reply.Unavailable<?> unavailable -> "IAM did not tell the state after the event.";
            case Reply.Throttled<?> throttled -> "IAM did not tell the state after the event: it throttles.";
            case Reply.Failed<?> failed -> "IAM did not tell the state after the event.";
            case Reply.Absent<?> absent -> null;
            case Reply.Is<?> is -> null;
        };
    }
}
