package io.tamperwatch.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.finding.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String FIRST = "111122223333";
    private static final String SECOND = "444455556666";

    private final TestingTime clock = new TestingTime();
    private final TestingRosterStore store = new TestingRosterStore();
    private final Roster roster = new Roster(store, clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DiscoveryMeters meters = new DiscoveryMeters(registry, roster);
    private final TestingOrganization organization = new TestingOrganization();
    private final AccountDiscovery discovery = new AccountDiscovery(organization, roster, meters, clock);

    private static DiscoveredAccount account(String id, Standing standing, Instant since) {
        return new DiscoveredAccount(id, standing, since);
    }

    @Test
    void watchesWhatAppearsAndKeepsWhatGoes() {
        organization.lists(new Member(FIRST, Standing.WATCHED), new Member(SECOND, Standing.WATCHED));
        discovery.list();
        clock.pass(Duration.ofHours(1));
        organization.lists(new Member(FIRST, Standing.SUSPENDED));
        discovery.list();

        assertThat(roster.accounts())
                .containsExactly(
                        account(FIRST, Standing.SUSPENDED, NOON.plusSeconds(3600)),
                        account(SECOND, Standing.REMOVED, NOON.plusSeconds(3600)));

        organization.lists(new Member(FIRST, Standing.WATCHED), new Member(SECOND, Standing.REMOVED));
        discovery.list();
        assertThat(roster.accounts().getFirst()).isEqualTo(account(FIRST, Standing.WATCHED, NOON.plusSeconds(3600)));
        assertThat(discovery.report().orElseThrow())
                .isEqualTo(new DiscoveryReport(
                        Map.of(Standing.WATCHED, 1L, Standing.REMOVED, 1L),
                        NOON.plusSeconds(3600),
                        NOON.plusSeconds(3600),
                        null));
    }

    @Test
    void whatWasNeverToBeWatchedIsNotKept() {
        organization.lists(
                new Member(FIRST, Standing.EXCLUDED),
                new Member(SECOND, Standing.SUSPENDED),
                new Member("777788889999", Standing.CONFIGURED));
        discovery.list();
        assertThat(roster.accounts()).isEmpty();
    }

    @Test
    void aFailureOrAnEmptyListDropsNothingAndIsTold() {
        organization.lists(new Member(FIRST, Standing.WATCHED));
        discovery.list();
        organization.answer = new Listing.Failed<>(Trouble.DENIED, "not authorized");
        discovery.list();
        assertThat(roster.accounts()).containsExactly(account(FIRST, Standing.WATCHED, NOON));
        assertThat(discovery.report().orElseThrow().error()).isEqualTo("not authorized");

        organization.lists();
        discovery.list();
        assertThat(roster.accounts()).containsExactly(account(FIRST, Standing.WATCHED, NOON));
        assertThat(discovery.report().orElseThrow().error()).contains("empty");
        assertThat(count("ok")).isEqualTo(1);
        assertThat(count("denied")).isEqualTo(1);
        assertThat(count("rejected")).isEqualTo(1);
        assertThat(count("throttled")).isZero();
    }

    @Test
    void asksAgainAfterTheIntervalAndSoonerAfterAFailure() {
        assertThat(discovery.isDue()).isTrue();
        organization.lists(new Member(FIRST, Standing.WATCHED));
        discovery.list();
        clock.pass(Duration.ofMinutes(14));
        assertThat(discovery.isDue()).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(discovery.isDue()).isTrue();
        organization.answer = new Listing.Failed<>(Trouble.THROTTLED, "slow down");
        discovery.list();
        assertThat(discovery.isDue()).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(discovery.isDue()).isTrue();
    }

    @Test
    void aProcessThatStartsDuringAnOutageGoesOnWithWhatWasKnown() {
        organization.lists(new Member(FIRST, Standing.WATCHED));
        discovery.list();
        roster.regionsListed(FIRST, List.of("us-east-1", "eu-west-1"));

        Roster next = new Roster(store, clock);
        next.refresh();
        assertThat(next.accounts()).isEqualTo(roster.accounts());
        assertThat(next.regions(FIRST)).isEqualTo(roster.regions(FIRST)).hasSize(2);
    }

    @Test
    void whatTheStoreDoesNotKeepHasNotHappened() {
        organization.lists(new Member(FIRST, Standing.WATCHED));
        store.away = true;
        assertThatThrownBy(discovery::list).isInstanceOf(StoreUnavailable.class);
        assertThat(roster.accounts()).isEmpty();
        store.away = false;
        clock.pass(Duration.ofMinutes(1));
        assertThat(discovery.isDue()).isTrue();
        discovery.list();
        assertThat(roster.accounts()).containsExactly(account(FIRST, Standing.WATCHED, NOON.plusSeconds(60)));
    }

    @Test
    void regionsAppearAndStayKnownWhenTheyAreDisabled() {
        TestingRegions regions = new TestingRegions();
        RegionDiscovery listing = new RegionDiscovery(regions, roster, meters, clock);
        assertThat(listing.due()).containsExactly(FIRST);
        regions.answer = new Listing.Complete<>(List.of("us-east-1"));
        listing.list(FIRST);
        assertThat(listing.due()).isEmpty();
        clock.pass(RegionDiscovery.EVERY);
        assertThat(listing.due()).containsExactly(FIRST);
        regions.answer = new Listing.Complete<>(List.of("us-east-1", "af-south-1"));
        listing.list(FIRST);
        regions.answer = new Listing.Complete<>(List.of("us-east-1"));
        listing.list(FIRST);

        Instant later = NOON.plus(RegionDiscovery.EVERY);
        assertThat(roster.regions(FIRST))
                .containsExactly(
                        new AccountRegion(FIRST, "af-south-1", false, later),
                        new AccountRegion(FIRST, "us-east-1", true, NOON));
    }

    @Test
    void whyRegionsAreNotListedIsKnownUntilTheyAre() {
        TestingRegions regions = new TestingRegions();
        RegionDiscovery listing = new RegionDiscovery(regions, roster, meters, clock);
        regions.answer = new Listing.Failed<>(Trouble.DENIED, "not authorized");
        long before = roster.version();
        listing.list(FIRST);
        assertThat(roster.regionTrouble(FIRST)).isEqualTo("not authorized");
        assertThat(roster.version()).isNotEqualTo(before);
        assertThat(listing.due()).isEmpty();
        clock.pass(RegionDiscovery.AFTER_A_FAILURE);
        assertThat(listing.due()).containsExactly(FIRST);
        regions.answer = new Listing.Complete<>(List.of("us-east-1"));
        listing.list(FIRST);
        assertThat(roster.regionTrouble(FIRST)).isNull();
    }

    private double count(String result) {
        return registry.get("tamperwatch.discoveries")
                .tag("result", result)
                .counter()
                .count();
    }

    private static final class TestingOrganization implements Organization {

        private Listing<Member> answer = new Listing.Complete<>(List.of());

        void lists(Member... members) {
            answer = new Listing.Complete<>(List.of(members));
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Listing<Member> list() {
            return answer;
        }
    }

    private static final class TestingRegions implements RegionSource {

        private Listing<String> answer = new Listing.Complete<>(List.of());

        @Override
        public List<String> wanted() {
            return List.of(FIRST);
        }

        @Override
        public Listing<String> list(String account) {
            return answer;
        }
    }

    private static final class TestingTime extends Clock {

        private Instant now = NOON;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
