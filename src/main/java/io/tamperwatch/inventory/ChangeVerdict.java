package io.tamperwatch.inventory;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event changed anything, from what was there before it and what is there now. Removing, adding and deleting
 * succeed whether or not there was anything to do, so success alone proves nothing.
 *
 * @param seenBefore when the target was last seen before the event
 * @param seenAfter when it was seen after the event
 */
record ChangeVerdict(
        Change change,
        String why,
        @Nullable Instant seenBefore,
        @Nullable Instant seenAfter) {

    private record States<T extends Held>(
            Optional<Seen<T>> before,
            Optional<Seen<T>> after,
            @Nullable Instant readAt) {

        @Nullable
        Instant seenBefore() {
            return before.map(Seen::lastSeen).orElse(null);
        }

        ChangeVerdict says(Change change, String why) {
            return new ChangeVerdict(change, why, seenBefore(), readAt);
        }
    }

    /**
     * The verdict for an event.
     *
     * @param readAt when the target was read after the event; null when it could not be
     */
    static ChangeVerdict of(
            Finding finding, String digits, Anchor anchor, InventoryStore store, @Nullable Instant readAt) {
        if (finding.outcome() != Outcome.SUCCEEDED) {
            return new ChangeVerdict(Change.NO_OP, "AWS refused the call, so nothing changed.", null, readAt);
        }
        return switch (anchor) {
            case Anchor.CertificateOf(String user, String id) ->
                certificate(
                        finding,
                        id == null
                                ? states(store, digits, Held.Certificate.class, "", finding, readAt)
                                : states(store, digits, Held.Certificate.class, id, finding, readAt));
            case Anchor.CertificateOfRoot() -> asRecorded(finding, readAt);
            case Anchor.Oidc(String arn, String clientId) ->
                oidc(finding, clientId, states(store, digits, Held.OidcProvider.class, arn, finding, readAt));
            case Anchor.Saml(String arn) ->
                provider(finding, states(store, digits, Held.SamlProvider.class, arn, finding, readAt));
        };
    }

    private static <T extends Held> States<T> states(
            InventoryStore store, String digits, Class<T> type, String key, Finding finding, @Nullable Instant readAt) {
        return new States<>(
                store.before(digits, type, key, finding.occurredAt()), store.present(digits, type, key), readAt);
    }

    private static ChangeVerdict asRecorded(Finding finding, @Nullable Instant readAt) {
        return new ChangeVerdict(
                finding.change(), "AWS says that the call succeeded; there was nothing to compare.", null, readAt);
    }

    private static ChangeVerdict certificate(Finding finding, States<Held.Certificate> states) {
        if (!finding.eventName().equals("UpdateSigningCertificate")) {
            return states.says(Change.CHANGED, "The call succeeds only when there is something to do.");
        }
        if (states.before.isEmpty()) {
            return states.says(finding.change(), "The certificate's status before is not known.");
        }
        boolean was = states.before.get().held().inForce();
        return was
                ? states.says(Change.CHANGED, "The certificate was active before.")
                : states.says(Change.NO_OP, "The certificate was not active before either.");
    }

    private static ChangeVerdict oidc(Finding finding, @Nullable String clientId, States<Held.OidcProvider> states) {
        if (clientId == null) {
            return provider(finding, states);
        }
        if (states.before.isEmpty()) {
            return states.says(Change.UNKNOWN, "The provider's client IDs before the event are not known.");
        }
        boolean had = states.before.get().held().clientIds().contains(clientId);
        boolean added = finding.eventName().startsWith("Add");
        if (had == added) {
            return states.says(
                    Change.NO_OP,
                    had ? "The provider had the client ID already." : "The provider did not have the client ID.");
        }
        return states.says(
                Change.CHANGED,
                had ? "The provider had the client ID before." : "The provider did not have the client ID before.");
    }

    private static <T extends Held> ChangeVerdict provider(Finding finding, States<T> states) {
        if (finding.eventName().startsWith("Create")) {
            return states.says(Change.CHANGED, "A provider can be created only when it is not there.");
        }
        if (states.before.isEmpty()) {
            return states.says(Change.UNKNOWN, "What the provider was before the event is not known.");
        }
        if (finding.eventName().startsWith("Delete")) {
            return states.says(Change.CHANGED, "The provider was there before.");
        }
        if (states.after.isEmpty() || states.readAt == null) {
            return states.says(Change.UNKNOWN, "The provider could not be seen after the event.");
        }
        return states.after.get().held().equals(states.before.get().held())
                ? states.says(Change.NO_OP, "The provider is as it was before.")
                : states.says(Change.CHANGED, "The provider is not as it was before.");
    }
}
