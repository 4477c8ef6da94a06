package io.tamperwatch.inventory;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an event changed anything, from what was there before it, what is there now, and what other calls did in
 * between. Removing, adding and deleting succeed whether or not there was anything to do, so success alone proves nothing.
 */
final class ChangeReading {

    private static final Set<String> OF_A_CERTIFICATE = Set.of("UpdateSigningCertificate");
    private static final Set<String> OF_OIDC_CLIENT_IDS = Set.of(
            "AddClientIDToOpenIDConnectProvider",
            "RemoveClientIDFromOpenIDConnectProvider",
            "CreateOpenIDConnectProvider",
            "DeleteOpenIDConnectProvider");
    private static final Set<String> OF_PROVIDERS = Set.of(
            "AddClientIDToOpenIDConnectProvider",
            "RemoveClientIDFromOpenIDConnectProvider",
            "UpdateOpenIDConnectProviderThumbprint",
            "CreateOpenIDConnectProvider",
            "DeleteOpenIDConnectProvider",
            "UpdateSAMLProvider",
            "CreateSAMLProvider",
            "DeleteSAMLProvider");
    private static final Set<String> OF_WHOLE_PROVIDERS = Set.of(
            "CreateOpenIDConnectProvider", "DeleteOpenIDConnectProvider", "CreateSAMLProvider", "DeleteSAMLProvider");

    private static final String UNCLEAR =
            "Other calls changed the provider since it had been seen, and in which order or to what is not known.";

    private final InventoryStore store;
    private final Finding finding;
    private final String digits;
    private final @Nullable Instant readAt;
    private final OtherCalls others;

    /** @param readAt when the target was read after the event; null when it could not be */
    ChangeReading(
            InventoryStore store, FindingStore findings, Finding finding, String digits, @Nullable Instant readAt) {
        this.store = store;
        this.finding = finding;
        this.digits = digits;
        this.readAt = readAt;
        this.others = new OtherCalls(findings, finding, digits);
    }

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

    ChangeVerdict verdict(Anchor anchor) {
        if (finding.outcome() != Outcome.SUCCEEDED) {
            return new ChangeVerdict(Change.NO_OP, "AWS refused the call, so nothing changed.", null, readAt);
        }
        return switch (anchor) {
            case Anchor.CertificateOf(String user, String id) ->
                certificate(id, states(Held.Certificate.class, id == null ? "" : id));
            case Anchor.CertificateOfRoot() ->
                new ChangeVerdict(
                        finding.change(),
                        "AWS says that the call succeeded; there was nothing to compare.",
                        null,
                        readAt);
            case Anchor.Oidc(String arn, String clientId) -> {
                States<Held.OidcProvider> states = states(Held.OidcProvider.class, arn);
                yield clientId == null ? provider(arn, states) : clientId(arn, clientId, states);
            }
            case Anchor.Saml(String arn) -> provider(arn, states(Held.SamlProvider.class, arn));
        };
    }

    private <T extends Held> States<T> states(Class<T> type, String key) {
        return new States<>(
                store.before(digits, type, key, finding.occurredAt()), store.present(digits, type, key), readAt);
    }

    private ChangeVerdict certificate(@Nullable String id, States<Held.Certificate> states) {
        if (!finding.eventName().equals("UpdateSigningCertificate")) {
            return states.says(Change.CHANGED, "The call succeeds only when there is something to do.");
        }
        if (states.before.isEmpty() || id == null) {
            return states.says(finding.change(), "The certificate's status before is not known.");
        }
        Seen<Held.Certificate> before = states.before.get();
        if (!others.between(OF_A_CERTIFICATE, id, one -> id.equals(one.certificateId()), since(before), until())
                .isEmpty()) {
            return states.says(
                    Change.UNKNOWN,
                    "The certificate was switched off by more than one call between two looks; when it was switched on"
                            + " again in between is not known.");
        }
        return before.held().inForce()
                ? states.says(Change.CHANGED, "The certificate was active before.")
                : states.says(Change.NO_OP, "The certificate was not active before either.");
    }

    private ChangeVerdict clientId(String arn, String clientId, States<Held.OidcProvider> states) {
        if (states.before.isEmpty()) {
            return states.says(Change.UNKNOWN, "The provider's client IDs before the event are not known.");
        }
        Seen<Held.OidcProvider> before = states.before.get();
        Predicate<Target> same = one -> arn.equals(one.providerArn())
                && (one.clientId() == null || one.clientId().equals(clientId));
        boolean seen = before.held().clientIds().contains(clientId);
        Before had = before(
                seen,
                others.lastBefore(OF_OIDC_CLIENT_IDS, arn, same, since(before)),
                others.beside(OF_OIDC_CLIENT_IDS, arn, same),
                other -> other.target().clientId() == null ? Optional.empty() : Optional.of(adds(other)));
        boolean noOp = had.was() == adds(finding);
        return switch (had.how()) {
            case SEEN -> {
                String said = seen ? "The provider had the client ID" : "The provider did not have the client ID";
                yield noOp
                        ? states.says(Change.NO_OP, said + (seen ? " already." : "."))
                        : states.says(Change.CHANGED, said + " before.");
            }
            case BY_ANOTHER_CALL ->
                states.says(
                        noOp ? Change.NO_OP : Change.CHANGED,
                        "Another call had %s the client ID since the provider had been seen."
                                .formatted(had.was() ? "added" : "removed"));
            case UNCLEAR -> states.says(Change.UNKNOWN, UNCLEAR);
        };
    }

    private enum How {
        SEEN,
        BY_ANOTHER_CALL,
        UNCLEAR
    }

    /** Whether it was there before the event, and how that is known. */
    private record Before(boolean was, How how) {}

    /**
     * @param seen whether it was there when it was seen last
     * @param last the last calls since then, of one second
     * @param beside calls of the event's own second, before it or after
     * @param effect whether it is there after such a call; empty where that is not known
     */
    private static Before before(
            boolean seen, List<Finding> last, List<Finding> beside, Function<Finding, Optional<Boolean>> effect) {
        boolean was = last.isEmpty() ? seen : effect.apply(last.getFirst()).orElse(seen);
        boolean isClear =
                Stream.concat(last.stream(), beside.stream()).map(effect).allMatch(Optional.of(was)::equals);
        if (!isClear) {
            return new Before(was, How.UNCLEAR);
        }
        return new Before(was, last.isEmpty() ? How.SEEN : How.BY_ANOTHER_CALL);
    }

    private static boolean adds(Finding finding) {
        return finding.eventName().startsWith("Add");
    }

    private <T extends Held> ChangeVerdict provider(String arn, States<T> states) {
        if (finding.eventName().startsWith("Create")) {
            return states.says(Change.CHANGED, "A provider can be created only when it is not there.");
        }
        if (states.before.isEmpty()) {
            return states.says(Change.UNKNOWN, "What the provider was before the event is not known.");
        }
        Predicate<Target> same = one -> arn.equals(one.providerArn());
        Instant since = since(states.before.get());
        if (finding.eventName().startsWith("Delete")) {
            return deletion(
                    states,
                    before(
                            true,
                            others.lastBefore(OF_WHOLE_PROVIDERS, arn, same, since),
                            others.beside(OF_WHOLE_PROVIDERS, arn, same),
                            other -> Optional.of(other.eventName().startsWith("Create"))));
        }
        if (states.after.isEmpty() || readAt == null) {
            return states.says(Change.UNKNOWN, "The provider could not be seen after the event.");
        }
        if (!others.between(OF_PROVIDERS, arn, same, since, readAt).isEmpty()) {
            return states.says(
                    Change.UNKNOWN,
                    "Other calls changed the provider between two looks, so what this one did is not known.");
        }
        return states.after.get().held().equals(states.before.get().held())
                ? states.says(Change.NO_OP, "The provider is as it was before.")
                : states.says(Change.CHANGED, "The provider is not as it was before.");
    }

    private static ChangeVerdict deletion(States<?> states, Before there) {
        if (there.how() == How.UNCLEAR) {
            return states.says(Change.UNKNOWN, UNCLEAR);
        }
        return there.was()
                ? states.says(Change.CHANGED, "The provider was there before.")
                : states.says(Change.NO_OP, "Another call had deleted the provider since it had been seen.");
    }

    private Instant until() {
        return readAt == null ? finding.occurredAt() : readAt;
    }

    /** When it was last seen before the event for sure: what is seen to be so before and after tells only of its first time. */
    private Instant since(Seen<?> before) {
        return before.lastSeen().isAfter(finding.occurredAt()) ? before.firstSeen() : before.lastSeen();
    }
}
