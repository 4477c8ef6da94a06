package io.tamperwatch.scan;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was read of one account, each event once, whatever files it was in. */
final class AccountEvents {

    private final ScanFilter filter;

    /** Of what is not shown, a trace is all that is needed. */
    private final Map<String, Finding> shown = new HashMap<>();

    private final Map<String, Trace> traces = new HashMap<>();

    /** By the original's id; within it in the order of the files' names, which have the time of delivery in them. */
    private final Map<String, SortedMap<String, Amendment>> amendments = new HashMap<>();

    AccountEvents(ScanFilter filter) {
        this.filter = filter;
    }

    /** Whether the event is new. */
    boolean add(Finding finding) {
        if (traces.putIfAbsent(finding.id(), Trace.of(finding)) != null) {
            return false;
        }
        if (filter.mayShow(finding)) {
            shown.put(finding.id(), finding);
        }
        return true;
    }

    boolean addContext(Finding context) {
        return traces.putIfAbsent(context.id(), Trace.ofContext(context)) == null;
    }

    /** @param file where it stands */
    boolean amend(Amendment amendment, String file) {
        SortedMap<String, Amendment> ofFinding =
                amendments.computeIfAbsent(amendment.finding().id(), _ -> new TreeMap<>());
        if (ofFinding.values().stream().anyMatch(known -> known.eventId().equals(amendment.eventId()))) {
            return false;
        }
        ofFinding.put(file + '\n' + amendment.eventId(), amendment);
        return true;
    }

    /** Every finding to be shown, judged by all that happened around it. */
    List<Finding> judged(Review review) {
        amendments.values().forEach(this::apply);
        Surrounding around = new Surrounding(traces.values(), review.reach().far());
        List<Finding> judged = new ArrayList<>();
        shown.forEach((id, finding) -> {
            Trace trace = traces.get(id);
            if (trace != null) {
                judged.add(review.first(finding, trace, around.of(trace)).finding());
            }
        });
        return judged.stream().filter(filter::shows).toList();
    }

    /** What the last one says counts; that there were others is in the history. */
    private void apply(SortedMap<String, Amendment> ofFinding) {
        Finding amended = ofFinding.lastEntry().getValue().finding();
        List<HistoryEntry> history = new ArrayList<>(amended.history());
        ofFinding
                .values()
                .forEach(amendment -> history.add(new HistoryEntry(
                        amended.detectedAt(), "amended", null, "by CloudTrail event " + amendment.eventId())));
        Finding finding = amended.with(amended.status(), history);
        traces.put(finding.id(), Trace.of(finding));
        shown.remove(finding.id());
        if (filter.mayShow(finding)) {
            shown.put(finding.id(), finding);
        }
    }
}
