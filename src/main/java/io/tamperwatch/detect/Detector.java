package io.tamperwatch.detect;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what an event record means: pure, no clock, no network, no state. */
@SuppressWarnings("DoNotCallSuggester")
public final class Detector {

    private final Catalogue catalogue;

    public Detector(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The finding an event record makes, or none when no detection claims its event or only a context one does.
     *
     * @param account the account's name in the configuration
     * @param accountId used where the record itself names no account; null when not known
     * @param detectedAt goes into the finding as it is
     */
    public Optional<Finding> detect(
            EventRecord record, String account, @Nullable String accountId, Instant detectedAt) {
        throw new UnsupportedOperationException(catalogue.toString());
    }
}
