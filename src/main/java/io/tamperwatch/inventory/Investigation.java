package io.tamperwatch.inventory;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.LostCertificate;
import io.tamperwatch.finding.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what one event did: reads its target anew, and compares. */
final class Investigation {

    /** An event shows minutes late; what was read this long after it has been read since. */
    private static final Duration READ_SINCE = Duration.ofMinutes(10);

    private static final Duration JUST_READ = Duration.ofSeconds(20);

    private final InventoryStore store;
    private final FindingStore findings;
    private final UploadedBodies bodies;
    private final Clock clock;

    Investigation(InventoryStore store, FindingStore findings, Clock clock) {
        this.store = store;
        this.findings = findings;
        this.bodies = new UploadedBodies(store, findings);
        this.clock = clock;
    }

    /** What was found out: the impact, and whether anything changed. */
    record Found(Impact impact, ChangeVerdict verdict) {

        Finding in(Finding finding) {
            return finding.changing(verdict.change())
                    .knowing(finding.knowledge().with(impact));
        }
    }

    Found investigate(Finding finding, String digits, Anchor anchor, Refresh refresh) throws InterruptedException {
        List<String> limits = new ArrayList<>();
        Instant readAt = null;
        if (finding.outcome() == Outcome.SUCCEEDED) {
            readAt = read(finding, digits, anchor, refresh, limits);
        }
        if (anchor instanceof Anchor.CertificateOf certificate) {
            bodies.recall(finding, digits, certificate);
        }
        ChangeVerdict verdict = new ChangeReading(store, findings, finding, digits, readAt).verdict(anchor);
        BlastRadius radius = radius(finding, digits, anchor, limits);
        Impact before = finding.knowledge().impact();
        Impact impact = new Impact(
                verdict.why(),
                verdict.seenBefore(),
                before != null && before.seenAfter() != null ? before.seenAfter() : verdict.seenAfter(),
                certificate(finding, digits, anchor),
                radius,
                limits,
                clock.instant(),
                before == null ? 1 : before.looks() + 1);
        return new Found(impact, verdict);
    }

    /** When the target was read after the event; null when it could not be. */
    private @Nullable Instant read(Finding finding, String digits, Anchor anchor, Refresh refresh, List<String> limits)
            throws InterruptedException {
        Instant now = clock.instant();
        boolean first = finding.knowledge().impact() == null;
        InventoryStore.Note note =
                store.notes(digits, List.of(anchor.subject())).get(anchor.subject());
        Instant enough = first ? finding.occurredAt().plus(READ_SINCE) : now.minus(JUST_READ);
        if (note != null && note.at().isAfter(enough)) {
            return note.at();
        }
        Optional<String> unreadable = refresh.read(digits, anchor);
        unreadable.ifPresent(limits::add);
        return unreadable.isPresent() ? null : clock.instant();
    }

    private @Nullable LostCertificate certificate(Finding finding, String digits, Anchor anchor) {
        return switch (anchor) {
            case Anchor.CertificateOf certificate -> new CertificateVerdict(store).of(finding, digits, certificate);
            case Anchor.CertificateOfRoot root -> new CertificateVerdict(store).ofRoot();
            case Anchor.Oidc oidc -> null;
            case Anchor.Saml saml -> null;
        };
    }

    private @Nullable BlastRadius radius(Finding finding, String digits, Anchor anchor, List<String> limits) {
        if (!(anchor instanceof Anchor.Oidc oidc)) {
            return null;
        }
        Optional<BlastRadius> radius = new BlastRadiusReading(store, digits, oidc, finding).read();
        if (radius.isEmpty()) {
            limits.add("Which roles trust the provider is not known yet: roles have not been read, for which"
                    + " iam:GetAccountAuthorizationDetails or iam:ListRoles has to be allowed.");
        }
        return radius.orElse(null);
    }
}
