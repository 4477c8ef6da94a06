package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.Role;
import io.tamperwatch.posture.Offender;
import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureChecks;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import io.tamperwatch.remediation.Past;
import io.tamperwatch.remediation.PostureRemediations;
import io.tamperwatch.remediation.Remediations;
import io.tamperwatch.rights.Grant;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.Rights.AccountRights;
import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.WatchReport.ReadingReport;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much there is to tell, and whatever others wrote: a page with all it loads weighs 150 kB at most. */
class PageWeightTest {

    private static final int MOST = 150_000;
    private static final String HEAVY = "<\"&'\u202E>".repeat(6);
    private static final TestingTemplates TEMPLATES = new TestingTemplates();

    @Test
    void theListWithAsManyFindingsAsItHolds() throws IOException {
        FindingsView.Row row = FindingsView.Row.of(heavy(), Affected.NOW);
        List<FindingsView.Row> rows = Collections.nCopies(30 + 3 * 12, row);
        FindingsView.Group group = new FindingsView.Group("open", "Nobody has these yet", "gravest first", rows, null);
        FindingsView view = new FindingsView(
                "/findings",
                new FilterForm("", List.of(), List.of(), List.of(), false),
                new WatchState(true, "Watching", null),
                List.of(group),
                null,
                null,
                null,
                List.of());

        assertThat(weight("findings", "view", view)).isLessThan(MOST);
    }

    @Test
    void aFindingOfWhichEverythingIsHeavy() throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        FindingViews views = new FindingViews(
                catalogue,
                new Remediations(catalogue, emptyStore(), Past.NOTHING),
                new ObjectMapper(),
                Clock.fixed(Affected.NOW, ZoneOffset.UTC));

        assertThat(weight("finding", "view", views.of(heavy(), true, null))).isLessThan(MOST);
    }

    @Test
    void manyWatchesAndFewPermissions() throws IOException {
        assertThat(weight("watches", "view", watches(6, 3))).isLessThan(MOST);
        assertThat(weight("watches", "view", watches(400, 150))).isLessThan(MOST);
    }

    @Test
    void aPostureThatFailsThroughout() throws IOException {
        List<PostureView.Check> checks = PostureChecks.all().stream()
                .map(check -> PostureView.check(failing(check), check, 6, Affected.NOW))
                .toList();
        PostureView.Account account = new PostureView.Account("production", "all fail", checks);
        PostureView view = new PostureView(List.of(account), List.of(), null, null);
        PostureCheck one = PostureChecks.all().getFirst();
        PostureView.Check alone = PostureView.check(failing(one), one, 100, Affected.NOW);

        assertThat(weight("posture", "view", view)).isLessThan(MOST);
        assertThat(weight("check", "entry", new PostureView.Entry("production", "/posture", alone, todo(one))))
                .isLessThan(MOST);
    }

    private static FindingView.Todo todo(PostureCheck check) {
        return new PostureRemediations(account -> Optional.of("111122223333"))
                .of(failing(check))
                .map(remediation -> Todos.of(remediation, PostureView.href(failing(check), check)))
                .orElseThrow();
    }

    private static FindingStore emptyStore() {
        return (FindingStore) Proxy.newProxyInstance(
                FindingStore.class.getClassLoader(),
                new Class<?>[] {FindingStore.class},
                (store, method, arguments) -> new io.tamperwatch.finding.FindingPage(List.of(), null));
    }

    private static Finding heavy() {
        List<Role> roles = IntStream.range(0, BlastRadius.MOST_ROLES)
                .mapToObj(number -> new Role(
                        HEAVY,
                        HEAVY,
                        "accepts",
                        "exact",
                        "exact",
                        List.of(),
                        List.of(),
                        HEAVY,
                        true,
                        null,
                        null,
                        Collections.nCopies(20, HEAVY),
                        Affected.AT,
                        3))
                .toList();
        Finding finding = Affected.heavy(HEAVY, new BlastRadius(300, 250, 250, 9, null, 9, roles, HEAVY));
        HistoryEntry said = new HistoryEntry(Affected.AT, "acknowledged", "ruth", "a note ".repeat(280));
        return finding.with(finding.status(), Collections.nCopies(60, said));
    }

    private static WatchesView watches(int number, int accounts) {
        List<ReadingReport> readings = Catalogue.builtIn().detections().stream()
                .flatMap(detection -> detection.eventNames().stream())
                .map(name -> new ReadingReport("EventName", name, List.of(name), true, Affected.AT, null))
                .toList();
        List<WatchReport> reports = IntStream.range(0, number)
                .mapToObj(one -> new WatchReport(
                        "account-" + one,
                        "111122223333",
                        "us-east-1",
                        "tamperwatch-0",
                        true,
                        Affected.AT,
                        readings,
                        List.of(),
                        null,
                        9,
                        1))
                .toList();
        List<Grant> none = Arrays.stream(Permission.values())
                .map(permission -> new Grant(permission, Grant.State.MISSING, Affected.AT))
                .toList();
        List<AccountRights> rights = IntStream.range(0, accounts)
                .mapToObj(one -> new AccountRights("account-" + one, none))
                .toList();
        return WatchesView.of(reports, SourcesView.NONE, rights, null, Affected.NOW);
    }

    private static PostureState failing(PostureCheck check) {
        List<Offender> offenders = Collections.nCopies(500, new Offender("user", HEAVY, "has no MFA device"));
        return new PostureState(
                "production", check.id(), Status.FAIL, Affected.AT, Affected.AT, "As seen.", offenders, 900, List.of());
    }

    private static int weight(String page, String name, Object view) throws IOException {
        String html = TEMPLATES.render(
                "pages/" + page, Map.of("shell", TestingTemplates.shell("Title", "/findings"), name, view));
        int weight = html.getBytes(StandardCharsets.UTF_8).length;
        for (String asset : List.of("tamperwatch.css", "tamperwatch.js", "icon.svg")) {
            try (var in = PageWeightTest.class.getResourceAsStream("/pages/" + asset)) {
                weight += Objects.requireNonNull(in, asset).readAllBytes().length;
            }
        }
        return weight;
    }
}
