package io.tamperwatch.inventory;

import java.util.ArrayList;
import java.util.List;

/** What there is to tell of a snapshot while it is made. */
final class SnapshotNotes {

    private final List<Gap> gaps = new ArrayList<>();
    private final PacedIam iam;
    private final InventoryLog log;
    private int changed;

    SnapshotNotes(PacedIam iam, InventoryLog log) {
        this.iam = iam;
        this.log = log;
    }

    /** What a reply that holds nothing means for the snapshot. */
    void gap(Part part, Reply<?> reply, String consequence) {
        gaps.add(
                switch (reply) {
                    case Reply.Refused<?>(String permission) ->
                        new Gap(part, permission, consequence + ": " + permission + " is not allowed");
                    case Reply.Unavailable<?>(String why) -> new Gap(part, null, consequence + ": " + why);
                    case Reply.Failed<?>(String why) -> new Gap(part, null, consequence + ": " + why);
                    case Reply.Throttled<?>() -> new Gap(part, null, consequence + ": IAM throttles");
                    case Reply.Absent<?> absent -> new Gap(part, null, consequence);
                    case Reply.Is<?> is -> new Gap(part, null, consequence);
                });
    }

    /** So many requests are about to be made. */
    void expect(int requests) {
        log.expecting(iam.account(), requests, iam.time(requests));
    }

    void changed(List<Held> things) {
        changed += things.size();
    }

    int changed() {
        return changed;
    }

    List<Gap> gaps() {
        return gaps;
    }
}
