package io.tamperwatch.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes snapshots of one account. What is read is kept at once, so that a snapshot that is broken off has not been for
 * nothing: the next one goes on with what is missing.
 */
final class SnapshotRun {

    private static final Duration NOTES_KEPT = Duration.ofDays(30);

    private final IamSource source;
    private final PacedIam iam;
    private final InventoryStore store;
    private final InventorySettings settings;
    private final InventoryLog log;
    private final Clock clock;

    SnapshotRun(
            IamSource source,
            PacedIam iam,
            InventoryStore store,
            InventorySettings settings,
            InventoryLog log,
            Clock clock) {
        this.source = source;
        this.iam = iam;
        this.store = store;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /** @param digits of the account */
    Snapshot make(String digits) throws InterruptedException {
        Instant startedAt = clock.instant();
        SnapshotNotes notes = new SnapshotNotes(iam, log);
        String account = iam.account();
        // What trust says matters most when a provider was just tampered with, hence providers and roles first.
        new ProvidersPart<>(
                        digits,
                        iam,
                        store,
                        clock,
                        notes,
                        Part.OIDC_PROVIDERS,
                        Held.OidcProvider.class,
                        Kind.OIDC_PROVIDER)
                .read(() -> source.oidcProviders(account), arn -> source.oidcProvider(account, arn));
        new RolesPart(digits, source, iam, store, clock, notes).read();
        new CertificatesPart(digits, source, iam, store, clock, notes).read();
        new ProvidersPart<>(
                        digits,
                        iam,
                        store,
                        clock,
                        notes,
                        Part.SAML_PROVIDERS,
                        Held.SamlProvider.class,
                        Kind.SAML_PROVIDER)
                .read(() -> source.samlProviders(account), arn -> source.samlProvider(account, arn));
        Instant endedAt = clock.instant();
        store.forgetGoneBefore(digits, endedAt.minus(settings.keep()));
        store.forgetNotesBefore(digits, endedAt.minus(NOTES_KEPT));
        if (notes.gaps().stream().allMatch(gap -> gap.permission() != null)) {
            store.completed(digits, endedAt);
        }
        return new Snapshot(account, startedAt, endedAt, notes.changed(), notes.gaps());
    }
}
