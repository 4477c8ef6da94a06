package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.account.DiscoveryReport;
import io.tamperwatch.account.Standing;
import io.tamperwatch.queue.QueueReport;
import io.tamperwatch.rights.Grant;
import io.tamperwatch.rights.Grant.State;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.Rights.AccountRights;
import io.tamperwatch.watch.AwsTime;
import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.WatchReport.PollReport;
import io.tamperwatch.web.pages.RightsView.Lack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchesViewTest {

    private static final AccountRights WHOLE = rights("whole", State.GRANTED, State.GRANTED, State.UNKNOWN);
    private static final AccountRights LACKING = rights("lacking", State.MISSING, State.MISSING, State.GRANTED);

    @Test
    void tellsWhatIsMissingFirstWithTheStatementToAdd() {
        RightsView view = RightsView.of(List.of(WHOLE, LACKING), true, Affected.NOW);

        assertThat(view.accounts()).extracting(RightsView.Account::name).containsExactly("lacking", "whole");
        assertThat(view.accounts())
                .extracting(RightsView.Account::summary)
                .containsExactly("2 missing, 1 there", "0 missing, 2 there, 1 not known yet");
        RightsView.Account lacking = view.accounts().getFirst();
        assertThat(lacking.lacks())
                .containsExactly(new Lack(
                        "iam:ListOpenIDConnectProviders, iam:GetOpenIDConnectProvider",
                        "explain",
                        Permission.GET_OIDC_PROVIDER.without()));
        assertThat(lacking.statement()).isEqualTo("""
            {
              "Sid": "TamperwatchMissing",
              "Effect": "Allow",
              "Action": [
                "iam:ListOpenIDConnectProviders",
                "iam:GetOpenIDConnectProvider"
              ],
              "Resource": "*"
            }\
            """);
        assertThat(lacking.permissions()).hasSize(3);
        assertThat(view.accounts().getLast().statement()).isNull();
    }

    @Test
    void tellsAFewWatchesInFullAndManyOnALineEachTroubleFirst() {
        List<WatchReport> reports = IntStream.range(0, 200)
                .mapToObj(number -> watch("account-" + number, number == 150))
                .toList();

        assertThat(WatchesView.of(reports.subList(0, 6), SourcesView.NONE, List.of(), null, Affected.NOW)
                        .watches())
                .hasSize(6);
        WatchesView many = WatchesView.of(reports, SourcesView.NONE, List.of(LACKING), null, Affected.NOW);
        assertThat(many.watches()).isEmpty();
        assertThat(many.rows()).hasSize(120);
        assertThat(many.rows().getFirst().account()).isEqualTo("account-150");
        assertThat(many.rows().getFirst().href()).isEqualTo("/watches?account=account-150&region=us-east-1");
        assertThat(many.more()).isEqualTo("80 more watches; name an account to see them");
        assertThat(many.lacking()).isEqualTo("lacking");
    }

    @Test
    void canBeNarrowedDownToAnAccount() {
        List<WatchReport> reports = List.of(watch("whole", false), watch("lacking", false));
        WatchesView view = WatchesView.of(
                reports, SourcesView.NONE, List.of(WHOLE, LACKING), new WatchChoice("whole", null), Affected.NOW);

        assertThat(view.chosen()).isEqualTo("whole");
        assertThat(view.watches()).extracting(WatchesView.Watch::account).containsExactly("whole");
        assertThat(view.rights().accounts())
                .extracting(RightsView.Account::name)
                .containsExactly("whole");
        assertThat(WatchesView.of(reports, SourcesView.NONE, List.of(), new WatchChoice("none", null), Affected.NOW)
                        .watches())
                .isEmpty();
    }

    @Test
    void tellsWhatWasAnnouncedAndHowTheOrganizationIsListed() {
        String hostile = "<script>alert(1)</script>\u202E";
        SourcesView sources = SourcesView.of(
                Optional.of(new DiscoveryReport(
                        Map.of(Standing.WATCHED, 12L, Standing.SUSPENDED, 1L, Standing.REMOVED, 2L),
                        Affected.AT,
                        Affected.NOW,
                        hostile)),
                List.of(
                        new QueueReport("fast", 3, Affected.AT, List.of()),
                        new QueueReport("empty", 0, null, List.of()),
                        new QueueReport("slow", 1, Affected.AT, List.of())),
                Optional.of(new AwsTime.Comparison(Duration.ofSeconds(-31), Affected.AT)),
                Affected.NOW);
        String page = new TestingTemplates()
                .render(
                        "pages/watches",
                        Map.of(
                                "shell",
                                TestingTemplates.shell("Watches", "/watches"),
                                "view",
                                WatchesView.of(List.of(), sources, List.of(), null, Affected.NOW)));

        assertThat(page)
                .contains("<strong>3 hints wait to be confirmed</strong> by LookupEvents, announced by the queue"
                        + " <bdi>fast</bdi>, the oldest since <time datetime=\"" + Affected.AT)
                .contains("<strong>1 hint waits to be confirmed</strong>")
                .contains("<strong>This machine’s clock is 31 seconds behind AWS’s</strong>")
                .doesNotContain("<bdi>empty</bdi>")
                .contains("The organization: 12 accounts watched; 1 suspended, 2 removed; listed <time")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert")
                .doesNotContain("\u202E");
    }

    @Test
    void saysNothingOfAClockThatIsRightOrNotYetCompared() {
        assertThat(SourcesView.of(Optional.empty(), List.of(), Optional.empty(), Affected.NOW))
                .isEqualTo(SourcesView.NONE);
        assertThat(SourcesView.of(
                        Optional.empty(),
                        List.of(),
                        Optional.of(new AwsTime.Comparison(Duration.ofSeconds(30), Affected.AT)),
                        Affected.NOW))
                .isEqualTo(SourcesView.NONE);
        assertThat(SourcesView.of(
                                Optional.empty(),
                                List.of(),
                                Optional.of(new AwsTime.Comparison(Duration.ofSeconds(600), Affected.AT)),
                                Affected.NOW)
                        .clock())
                .isEqualTo("600 seconds ahead of AWS’s");
    }

    @Test
    void saysNothingOfSourcesThatAreNotThere() {
        String page = new TestingTemplates()
                .render(
                        "pages/watches",
                        Map.of(
                                "shell",
                                TestingTemplates.shell("Watches", "/watches"),
                                "view",
                                WatchesView.of(List.of(), SourcesView.NONE, List.of(), null, Affected.NOW)));

        assertThat(page).doesNotContain("The organization").doesNotContain("to be confirmed");
    }

    private static WatchReport watch(String account, boolean troubled) {
        PollReport poll = new PollReport(Affected.AT, Affected.AT, troubled ? "throttled" : "ok", null);
        return new WatchReport(
                account,
                "111122223333",
                "us-east-1",
                "tamperwatch-0",
                true,
                Affected.AT,
                List.of(),
                List.of(),
                poll,
                1,
                1);
    }

    private static AccountRights rights(String account, State list, State get, State lookup) {
        return new AccountRights(
                account,
                List.of(
                        new Grant(Permission.LIST_OIDC_PROVIDERS, list, Affected.AT),
                        new Grant(Permission.GET_OIDC_PROVIDER, get, Affected.AT),
                        new Grant(Permission.LOOKUP_EVENTS, lookup, null)));
    }
}
