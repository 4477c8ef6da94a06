package io.tamperwatch.finding;

import java.util.List;

/**
 * What storing an intake changed.
 *
 * @param created findings that were not known before; an amendment whose original was never seen creates one too
 * @param duplicates records whose event id was already stored
 * @param amended findings an amendment changed
 * @param quarantined unreadable records that were not known before
 * @param reassessed findings that were known and are seen in another light now
 */
public record Stored(List<Finding> created, int duplicates, int amended, int quarantined, List<Finding> reassessed) {

    public Stored(List<Finding> created, int duplicates, int amended, int quarantined) {
        this(created, duplicates, amended, quarantined, List.of());
    }

    public Stored {
        created = List.copyOf(created);
        reassessed = List.copyOf(reassessed);
    }
}
