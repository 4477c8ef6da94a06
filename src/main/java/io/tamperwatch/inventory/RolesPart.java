package io.tamperwatch.inventory;

import io.tamperwatch.inventory.IamSource.Page;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads all roles, whom they trust and when they were last used; a page is kept before the next is asked for. */
final class RolesPart {

    private final String digits;
    private final IamSource source;
    private final PacedIam iam;
    private final InventoryStore store;
    private final Clock clock;
    private final SnapshotNotes notes;
    private boolean useIsReadable = true;

    RolesPart(String digits, IamSource source, PacedIam iam, InventoryStore store, Clock clock, SnapshotNotes notes) {
        this.digits = digits;
        this.source = source;
        this.iam = iam;
        this.store = store;
        this.clock = clock;
        this.notes = notes;
    }

    void read() throws InterruptedException {
        Instant startedAt = clock.instant();
        String marker = null;
        do {
            Reply<Page<Held.Role>> reply = page(marker);
            if (!(reply instanceof Reply.Is<Page<Held.Role>>(Page<Held.Role> page))) {
                notes.gap(Part.ROLES, reply, "not all roles could be read");
                return;
            }
            notes.changed(store.saw(digits, page.items(), clock.instant()));
            marker = page.next();
        } while (marker != null);
        store.onlySeenSince(digits, Kind.ROLE, startedAt);
    }

    private Reply<Page<Held.Role>> page(@Nullable String marker) throws InterruptedException {
        if (useIsReadable) {
            Reply<Page<Held.Role>> reply = iam.ask(() -> source.rolesAndUse(iam.account(), marker));
            if (marker != null || !(reply instanceof Reply.Refused<Page<Held.Role>>)) {
                return reply;
            }
            useIsReadable = false;
            notes.gap(Part.ROLES, reply, "nobody says when roles were last used");
        }
        return iam.ask(() -> source.roles(iam.account(), marker));
    }
}
