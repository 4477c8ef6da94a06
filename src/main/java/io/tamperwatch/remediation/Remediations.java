package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Remedy.Purpose;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Outcome;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the remediation of a finding from the catalogue's runbook, the finding, and what is known of before. */
@Singleton
public final class Remediations {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(?:-[a-z]{2,})+-\\d{1,2}");

    private final Catalogue catalogue;
    private final Earlier earlier;
    private final Past past;

    public Remediations(Catalogue catalogue, FindingStore store, Past past) {
        this.catalogue = catalogue;
        this.earlier = new Earlier(store);
        this.past = past;
    }

    /**
     * The remediation of a finding; empty when the catalogue has no remedies for it (any more).
     *
     * @param finding with its record
     * @throws io.tamperwatch.finding.StoreUnavailable when earlier findings cannot be read
     */
    public Optional<Remediation> of(Finding finding) {
        return catalogue
                .byId(finding.detection())
                .map(Detection::remedies)
                .filter(remedies -> !remedies.isEmpty())
                .map(remedies -> of(finding, remedies));
    }

    private Remediation of(Finding finding, List<Remedy> remedies) {
        Sources sources = new Sources(finding, earlier, past.before(finding));
        String nothingToUndo = nothingToUndo(finding);
        List<Filled> filled = remedies.stream()
                .filter(remedy -> nothingToUndo == null || remedy.purpose() != Purpose.UNDO)
                .filter(remedy -> fits(remedy, sources))
                .map(remedy -> new Filled(
                        remedy, remedy.inputs().stream().map(sources::give).toList()))
                .toList();
        return new Remediation(
                finding.id(),
                matching(ACCOUNT, finding.accountId()),
                matching(REGION, finding.region()) == null ? "" : finding.region(),
                Looks.of(finding),
                nothingToUndo,
                notes(finding, nothingToUndo, sources.passedOver()),
                filled);
    }

    /** A place that tells nothing rules nothing out. */
    private static boolean fits(Remedy remedy, Sources sources) {
        return remedy.onlyWhen().entrySet().stream().allMatch(only -> {
            String there = sources.text(only.getKey());
            return there == null || only.getValue().contains(there);
        });
    }

    private static @Nullable String nothingToUndo(Finding finding) {
        return switch (finding.outcome()) {
            case DENIED -> "The call was denied: it changed nothing, and there is nothing to undo.";
            case FAILED -> "The call failed: it changed nothing, and there is nothing to undo.";
            case SUCCEEDED ->
                finding.change() == Change.NO_OP
                        ? "The call succeeded and changed nothing: there is nothing to undo."
                        : null;
        };
    }

    private static List<String> notes(Finding finding, @Nullable String nothingToUndo, boolean passedOver) {
        List<String> notes = new ArrayList<>();
        if (nothingToUndo != null) {
            notes.add(nothingToUndo);
        }
        if (finding.outcome() == Outcome.SUCCEEDED && finding.change() == Change.UNKNOWN) {
            notes.add("This call succeeds whether or not there was anything to change: whether it changed something is"
                    + " not known. Undoing it does no harm where nothing was.");
        }
        if (passedOver) {
            notes.add(
                    "In the %d days before, the same actor made such a call already. What that call set is not taken for"
                                    .formatted(Earlier.INCIDENT.toDays())
                            + " what was there: a value comes from an older call, is a default, or has to be given. Look at"
                            + " each before it is set.");
        }
        Acting.of(finding).note().ifPresent(notes::add);
        return notes;
    }

    private static @Nullable String matching(Pattern shape, @Nullable String text) {
        return text != null && shape.matcher(text).matches() ? text : null;
    }
}
