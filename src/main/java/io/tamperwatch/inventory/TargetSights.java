package io.tamperwatch.inventory;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was seen of a finding's target before its event, and when it was first looked at after it. */
@Singleton
public final class TargetSights {

    private final InventoryStore store;

    TargetSights(InventoryStore store) {
        this.store = store;
    }

    /** What a look at the target gave. */
    public sealed interface Sight {}

    /**
     * It was looked at.
     *
     * @param moment what was seen last until then
     * @param things what was there: the provider, or all certificates of the user; empty when nothing was
     */
    public record Looked(Instant moment, List<Seen<? extends Held>> things) implements Sight {
        public Looked {
            things = List.copyOf(things);
        }
    }

    /** It was not, in a sentence. */
    public record Unseen(String why) implements Sight {}

    public Sight before(Finding finding) {
        Impact impact = finding.knowledge().impact();
        Sight sight = at(finding, finding.occurredAt());
        boolean known = impact != null && impact.seenBefore() != null;
        return sight instanceof Looked(Instant moment, List<Seen<? extends Held>> things) && things.isEmpty() && !known
                ? new Unseen("no snapshot had seen the target when the event occurred")
                : sight;
    }

    public Sight after(Finding finding) {
        Impact impact = finding.knowledge().impact();
        if (impact != null && impact.seenAfter() != null) {
            return at(finding, impact.seenAfter());
        }
        return switch (Anchor.of(finding).orElse(null)) {
            case null -> noAnchor();
            case Anchor anchor when impact == null -> new Unseen("the target has not been looked at since the event");
            case Anchor anchor ->
                new Unseen(
                        impact.limits().isEmpty()
                                ? "the target was not looked at after the event, since the call did not succeed"
                                : String.join(" ", impact.limits()));
        };
    }

    private Sight at(Finding finding, Instant moment) {
        String account = finding.accountId();
        Optional<Anchor> anchor = Anchor.of(finding);
        if (anchor.isEmpty()) {
            return noAnchor();
        }
        if (account == null) {
            return new Unseen("the record does not say which account it is about");
        }
        return switch (anchor.get()) {
            case Anchor.CertificateOf(String user, String id) ->
                new Looked(moment, List.copyOf(store.certificatesBefore(account, user, moment)));
            case Anchor.CertificateOfRoot root ->
                new Unseen("the certificates of the root user can be listed by that user only");
            case Anchor.Oidc(String arn, String clientId) ->
                looked(moment, store.before(account, Held.OidcProvider.class, arn, moment));
            case Anchor.Saml(String arn) -> looked(moment, store.before(account, Held.SamlProvider.class, arn, moment));
        };
    }

    private static Looked looked(Instant moment, Optional<? extends Seen<? extends Held>> seen) {
        return new Looked(moment, seen.<List<Seen<? extends Held>>>map(List::of).orElse(List.of()));
    }

    private static Unseen noAnchor() {
        return new Unseen("the inventory keeps signing certificates and identity providers, and this event names none");
    }
}
