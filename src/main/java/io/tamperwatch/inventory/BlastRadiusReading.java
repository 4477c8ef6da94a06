package io.tamperwatch.inventory;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.inventory.trust.Reach;
import io.tamperwatch.inventory.trust.TrustPolicy;
import io.tamperwatch.inventory.trust.TrustRelation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which roles depend on a provider and one of its client IDs. */
final class BlastRadiusReading {

    private static final Duration USED_WITHIN = Duration.ofDays(90);
    private static final Comparator<Impact.Role> USED_LAST_FIRST = Comparator.comparing(
                    Impact.Role::lastUsedAt, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Impact.Role::arn);

    private final InventoryStore store;
    private final String digits;
    private final Anchor.Oidc anchor;
    private final Instant occurredAt;
    private final List<String> left;
    private final List<Impact.Role> configured = new ArrayList<>();
    private int federating;
    private int lockedOut;
    private int used;
    private boolean useIsKnown;
    private int unreadable;

    BlastRadiusReading(InventoryStore store, String digits, Anchor.Oidc anchor, Finding finding) {
        this.store = store;
        this.digits = digits;
        this.anchor = anchor;
        this.occurredAt = finding.occurredAt();
        this.left = store.present(digits, Held.OidcProvider.class, anchor.arn())
                .map(seen -> seen.held().clientIds().stream()
                        .filter(clientId -> !clientId.equals(anchor.clientId()))
                        .toList())
                .orElse(List.of());
    }

    /** Empty when nothing is known about roles. */
    Optional<BlastRadius> read() {
        int[] all = {0};
        store.eachPresent(digits, Held.Role.class, seen -> {
            all[0]++;
            add(seen.held());
        });
        if (all[0] == 0) {
            return Optional.empty();
        }
        configured.sort(USED_LAST_FIRST);
        return Optional.of(new BlastRadius(
                federating,
                configured.size(),
                lockedOut,
                useIsKnown ? used : null,
                null,
                null,
                configured.subList(0, Math.min(configured.size(), BlastRadius.MOST_ROLES)),
                why(all[0])));
    }

    private void add(Held.Role role) {
        Optional<TrustPolicy> policy = TrustPolicy.read(role.trust());
        if (policy.isEmpty()) {
            unreadable++;
            return;
        }
        TrustRelation relation = policy.get().relation(anchor.arn(), anchor.clientId());
        if (relation.reach() == Reach.OUTSIDE) {
            return;
        }
        federating++;
        if (relation.reach() == Reach.REFUSES) {
            return;
        }
        boolean shut = left.stream().noneMatch(clientId -> accepts(policy.get(), clientId));
        Held.Use last = role.lastUsed();
        Instant lastUsedAt = last == null ? null : last.at();
        lockedOut += shut ? 1 : 0;
        useIsKnown |= last != null;
        used += lastUsedAt != null && lastUsedAt.isAfter(occurredAt.minus(USED_WITHIN)) ? 1 : 0;
        configured.add(told(role, relation, shut, lastUsedAt));
    }

    private boolean accepts(TrustPolicy policy, String clientId) {
        Reach reach = policy.relation(anchor.arn(), clientId).reach();
        return reach == Reach.ACCEPTS || reach == Reach.MAY_ACCEPT;
    }

    private static Impact.Role told(
            Held.Role role, TrustRelation relation, boolean shut, @Nullable Instant lastUsedAt) {
        Held.Use last = role.lastUsed();
        return new Impact.Role(
                role.arn(),
                role.name(),
                relation.reach().label(),
                relation.audience().label(),
                relation.subject().label(),
                relation.subjects(),
                relation.furtherConditions(),
                relation.sentence(),
                shut,
                lastUsedAt,
                last == null ? null : last.region(),
                List.of(),
                null,
                0);
    }

    private String why(int all) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Of %d roles, %d trust the provider and %d accept %s."
                .formatted(
                        all,
                        federating,
                        configured.size(),
                        anchor.clientId() == null ? "its tokens" : "this client ID"));
        sentences.add("%d of these accept no other client ID the provider still has.".formatted(lockedOut));
        sentences.add(
                useIsKnown
                        ? "%d were used, by whomever, within the 90 days before.".formatted(used)
                        : "When they were last used is not known.");
        if (unreadable > 0) {
            sentences.add("The trust policies of %d roles could not be read.".formatted(unreadable));
        }
        return String.join(" ", sentences);
    }
}
