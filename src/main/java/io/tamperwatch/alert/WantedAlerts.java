package io.tamperwatch.alert;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.Raised;
import io.tamperwatch.finding.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts there are to be, as the store has it now: one for each open finding. Where one detection has many open
 * findings of a severity in an account, those that have an alert keep it and the others share one, which says how many they
 * are. However many findings are open, the number of alerts is bounded.
 */
final class WantedAlerts {

    /** Alerts of a finding each; beyond them a further group has one in common. */
    private static final int MOST = 2_000;

    private record Group(String detection, Severity severity, String account) {}

    private final FindingStore store;
    private final Catalogue catalogue;
    private final AlertmanagerSettings settings;
    private final AlertBodies bodies;

    WantedAlerts(FindingStore store, Catalogue catalogue, AlertmanagerSettings settings, AlertBodies bodies) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
        this.bodies = bodies;
    }

    /** How many open findings there are that alert; equal to what it was only while they are the same findings. */
    List<OpenCount> counts() {
        return store.countOpen().stream().filter(this::alerts).toList();
    }

    private boolean alerts(OpenCount open) {
        return settings.severities().contains(open.severity())
                && catalogue.byId(open.detection()).filter(Detection::dryRun).isEmpty();
    }

    /**
     * The alerts there are to be.
     *
     * @param known those a receiver has been told of
     */
    List<Wanted> of(List<OpenCount> counts, Collection<Raised> known) {
        Map<Group, Set<String>> knownByGroup = new HashMap<>();
        for (Raised raised : known) {
            knownByGroup
                    .computeIfAbsent(
                            new Group(raised.detection(), raised.severity(), raised.account()),
                            group -> new HashSet<>())
                    .add(raised.finding());
        }
        List<Wanted> wanted = new ArrayList<>();
        for (OpenCount open : counts) {
            Group group = new Group(open.detection(), open.severity(), open.account());
            add(open, knownByGroup.getOrDefault(group, Set.of()), wanted);
        }
        return wanted;
    }

    private void add(OpenCount open, Set<String> known, List<Wanted> wanted) {
        if (!isFlood(open, known) && wanted.size() + open.count() <= MOST) {
            newest(open).forEach(finding -> wanted.add(bodies.one(finding)));
            return;
        }
        List<Finding> apart = stillOpen(open, known);
        apart.forEach(finding -> wanted.add(bodies.one(finding)));
        if (apart.size() < open.count()) {
            wanted.add(bodies.many(open, apart.size()));
        }
    }

    /** A flood is over only when half of it is dealt with, so that a number near the limit does not page again and again. */
    private boolean isFlood(OpenCount open, Set<String> known) {
        int most = known.contains(AlertBodies.MANY) ? settings.mostPerGroup() / 2 : settings.mostPerGroup();
        return open.count() > most;
    }

    private List<Finding> newest(OpenCount open) {
        return store.query(new FindingQuery(
                        Set.of(Status.OPEN),
                        Set.of(open.severity()),
                        Set.of(open.detection()),
                        Set.of(),
                        Set.of(open.account()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        FindingQuery.MAX_LIMIT))
                .items();
    }

    private List<Finding> stillOpen(OpenCount open, Set<String> ids) {
        return ids.stream()
                .filter(id -> !id.equals(AlertBodies.MANY))
                .sorted()
                .flatMap(id -> store.find(id).stream())
                .filter(finding -> finding.status() == Status.OPEN
                        && finding.severity() == open.severity()
                        && finding.detection().equals(open.detection())
                        && finding.account().equals(open.account()))
                .toList();
    }
}
