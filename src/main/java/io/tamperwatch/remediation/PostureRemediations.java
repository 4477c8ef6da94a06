package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.RemedyInput;
import io.tamperwatch.event.Partition;
import io.tamperwatch.inventory.IamSource;
import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureChecks;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the remediation of a posture check that fails: its remedies, each filled for each thing it fails for. */
@Singleton
public final class PostureRemediations {

    /** Things one remediation has steps for; a script of hundreds is read by nobody. */
    static final int MOST = 50;

    private static final String ROOT = "secure-root-user";

    private final Map<String, Remedy> remedies = Catalogue.builtInRemedies();
    private final Function<String, Optional<String>> digits;
    private final Function<String, Optional<Partition>> partitions;

    @Inject
    PostureRemediations(IamSource iam) {
        this(iam::digits, iam::partition);
    }

    /**
     * For accounts of the commercial partition.
     *
     * @param digits the twelve digits behind an account's name
     */
    public PostureRemediations(Function<String, Optional<String>> digits) {
        this(digits, account -> Optional.of(Partition.AWS));
    }

    PostureRemediations(Function<String, Optional<String>> digits, Function<String, Optional<Partition>> partitions) {
        this.digits = digits;
        this.partitions = partitions;
    }

    /** Empty when the check does not fail. */
    public Optional<Remediation> of(PostureState state) {
        return PostureChecks.byId(state.check())
                .filter(check -> state.status() == Status.FAIL)
                .map(check -> of(check, state));
    }

    private Remediation of(PostureCheck check, PostureState state) {
        Partition partition = partitions.apply(state.account()).orElse(null);
        List<OffenderPlaces> offenders = state.offenders().stream()
                .limit(MOST)
                .map(offender -> new OffenderPlaces(offender, partition))
                .toList();
        List<Filled> filled = new ArrayList<>();
        check.remedies().stream()
                .map(id -> Optional.ofNullable(remedies.get(id)).orElseThrow())
                .sorted((one, other) -> one.purpose().compareTo(other.purpose()))
                .forEach(remedy -> filled.addAll(filled(remedy, offenders)));
        return new Remediation(
                "posture/" + check.id(),
                digits.apply(state.account()).orElse(null),
                "",
                Looks.STANDING,
                null,
                notes(check, state, offenders.size()),
                filled);
    }

    /** Once for each thing the remedy can be filled for, or once where it asks for nothing of them. */
    private static List<Filled> filled(Remedy remedy, List<OffenderPlaces> offenders) {
        List<OffenderPlaces> fitting =
                offenders.stream().filter(offender -> fits(remedy, offender)).toList();
        boolean each = remedy.inputs().stream().anyMatch(RemedyInput::isOfEachThing);
        if (fitting.isEmpty()) {
            return List.of();
        }
        if (!each || fitting.size() == 1) {
            return List.of(filled(remedy, fitting.getFirst(), 0));
        }
        List<Filled> filled = new ArrayList<>();
        for (OffenderPlaces offender : fitting) {
            filled.add(filled(remedy, offender, filled.size() + 1));
        }
        return filled;
    }

    private static Filled filled(Remedy remedy, OffenderPlaces places, int number) {
        return new Filled(
                remedy,
                remedy.inputs().stream().map(places::give).toList(),
                number,
                number == 0 ? null : plain(places.offender().name()));
    }

    private static boolean fits(Remedy remedy, OffenderPlaces places) {
        return remedy.onlyWhen().entrySet().stream().allMatch(only -> {
            String there = places.text(only.getKey());
            return there == null || only.getValue().contains(there);
        });
    }

    /** What a title may hold. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9+=,.@_/: -]", "?");
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "...";
    }

    private static List<String> notes(PostureCheck check, PostureState state, int shown) {
        List<String> notes = new ArrayList<>();
        notes.add("What the check does not find: " + check.title() + ".");
        if (Set.copyOf(check.remedies()).contains(ROOT)) {
            notes.add("Only the root user can change its own credentials, and only in the console: no script can.");
        }
        if (state.offenderCount() > shown) {
            notes.add("There are steps for the first %d of %d; look again when these are done."
                    .formatted(shown, state.offenderCount()));
        }
        return notes;
    }
}
