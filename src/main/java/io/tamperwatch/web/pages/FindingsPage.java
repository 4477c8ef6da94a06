package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Status;
import io.tamperwatch.watch.Watches;
import io.tamperwatch.web.Cursor;
import io.tamperwatch.web.FindingFilter;
import io.tamperwatch.web.pages.FindingsView.Empty;
import io.tamperwatch.web.pages.FindingsView.Export;
import io.tamperwatch.web.pages.FindingsView.Group;
import io.tamperwatch.web.pages.FindingsView.Row;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was found: what needs somebody first, or, with filters, what they ask for. */
@Singleton
class FindingsPage {

    /** Enough to see that it is too much. */
    private static final int MOST_OPEN = 30;

    private static final int MOST_OTHERS = 12;

    /** Of a filtered list, however many the address asks for. */
    private static final int MOST_MATCHING = 65;

    /** What the API calls the formats, and what people call them. */
    private static final Map<String, String> FORMATS =
            new TreeMap<>(Map.of("csv", "CSV", "ndjson", "NDJSON", "ocsf", "OCSF", "asff", "ASFF (Security Hub)"));

    private final FindingStore store;
    private final Watches watches;
    private final Shells shells;
    private final Clock clock;

    FindingsPage(FindingStore store, Watches watches, Shells shells, Clock clock) {
        this.store = store;
        this.watches = watches;
        this.shells = shells;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        FindingsView view = view(request);
        String version = Digest.of(
                request.who(),
                request.mayAct(),
                versions(view),
                view.watching().good(),
                view.groups().isEmpty());
        return request.has(version)
                ? new Reply.Same(version)
                : new Reply.Page(200, Templates.findings(shells.of("Findings", request, version), view), version);
    }

    private static List<String> versions(FindingsView view) {
        return view.groups().stream()
                .flatMap(group -> group.rows().stream())
                .map(row -> row.id() + row.severity() + row.life().version())
                .toList();
    }

    private FindingsView view(PageRequest request) {
        MultivaluedMap<String, String> given = request.query();
        FindingQuery query = FindingFilter.of(given);
        Instant now = clock.instant();
        WatchState watching = WatchState.of(watches.report(), now);
        FilterForm filter = FilterForm.of(query, given);
        String here = FilterForm.address(given);
        if (!filter.active() && query.after() == null) {
            List<Group> groups = byNeed(now);
            return new FindingsView(
                    here,
                    filter,
                    watching,
                    groups,
                    null,
                    null,
                    groups.isEmpty() ? quiet(watching) : null,
                    exports(groups, given));
        }
        FindingPage page = store.query(query.limitedTo(Math.min(query.limit(), MOST_MATCHING)));
        List<Group> groups = page.items().isEmpty() ? List.of() : List.of(all(page.items(), now));
        return new FindingsView(
                here,
                filter,
                watching,
                groups,
                older(page, given),
                query.after() == null ? null : FilterForm.address(given, "cursor"),
                groups.isEmpty() ? nothingMatches() : null,
                exports(groups, given));
    }

    /** With the filters of the list, and without its place in it. */
    private static List<Export> exports(List<Group> groups, MultivaluedMap<String, String> given) {
        if (groups.isEmpty()) {
            return List.of();
        }
        String list = FilterForm.address(given, "cursor", "limit");
        String filters = list.contains("?") ? "&" + list.substring(list.indexOf('?') + 1) : "";
        return FORMATS.entrySet().stream()
                .map(format ->
                        new Export(format.getValue(), "/api/v1/findings/export?format=" + format.getKey() + filters))
                .toList();
    }

    private static @Nullable String older(FindingPage page, MultivaluedMap<String, String> given) {
        if (page.next() == null) {
            return null;
        }
        String address = FilterForm.address(given, "cursor");
        return address + (address.contains("?") ? "&" : "?") + "cursor=" + FilterForm.encoded(Cursor.of(page.next()));
    }

    private List<Group> byNeed(Instant now) {
        List<Group> groups = new ArrayList<>();
        add(groups, Status.OPEN, "gravest first", openGravestFirst(), now);
        add(groups, Status.ACKNOWLEDGED, "somebody is at it", newest(Status.ACKNOWLEDGED, Set.of(), MOST_OTHERS), now);
        add(groups, Status.RESOLVED, "newest first", newest(Status.RESOLVED, Set.of(), MOST_OTHERS), now);
        add(
                groups,
                Status.SUPPRESSED,
                "covered by a suppression",
                newest(Status.SUPPRESSED, Set.of(), MOST_OTHERS),
                now);
        return groups;
    }

    private static void add(List<Group> groups, Status status, String hint, List<Finding> findings, Instant now) {
        if (!findings.isEmpty()) {
            groups.add(new Group(
                    status.label(),
                    FindingsView.title(status),
                    hint,
                    findings.stream().map(finding -> Row.of(finding, now)).toList(),
                    "/findings?status=" + status.label()));
        }
    }

    private List<Finding> openGravestFirst() {
        List<Finding> open = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (open.size() < MOST_OPEN) {
                open.addAll(newest(Status.OPEN, Set.of(severity), MOST_OPEN - open.size()));
            }
        }
        return open;
    }

    private List<Finding> newest(Status status, Set<Severity> severity, int limit) {
        FindingQuery all = FindingQuery.newest(limit);
        return store.query(new FindingQuery(
                        Set.of(status),
                        severity,
                        all.detection(),
                        all.event(),
                        all.account(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        limit))
                .items();
    }

    private static Group all(List<Finding> findings, Instant now) {
        return new Group(
                "matching",
                "Matching findings",
                "newest first",
                findings.stream().map(f -> Row.of(f, now)).toList(),
                null);
    }

    private static Empty quiet(WatchState watching) {
        if (!watching.good()) {
            return new Empty(
                    "Nothing found, but not everything is being read",
                    "An empty list means nothing while a watch is in trouble.",
                    "/watches",
                    "See what stops it");
        }
        if (watching.since() == null) {
            return new Empty(
                    "Nothing found yet",
                    "The event history of the past days is being read for the first time. Findings appear here as they"
                            + " are found; this page looks for them by itself.",
                    "/watches",
                    "See how far it is");
        }
        return new Empty(
                "Nothing found",
                "Nobody has removed or weakened a credential anchor in the time that has been read.",
                "/catalogue",
                "See what is looked for");
    }

    private static Empty nothingMatches() {
        return new Empty("Nothing matches", "No finding is like that.", "/findings", "Take all filters off");
    }
}
