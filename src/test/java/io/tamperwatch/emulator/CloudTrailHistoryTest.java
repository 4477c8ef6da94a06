package io.tamperwatch.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailHistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Scope SCOPE = new Scope("111122223333", "us-east-1");
    private static final LookupQuery ALL = LookupQuery.of(SCOPE);

    private final TestingClock clock = new TestingClock(NOW);
    private final CloudTrailHistory history = new CloudTrailHistory(clock);

    @Test
    void listsTheNewestFirstAndOfOneSecondTheLastAdded() {
        add("a", NOW.minusSeconds(20));
        add("b", NOW.minusSeconds(10));
        add("c", NOW.minusSeconds(10));
        add("d", NOW.minusSeconds(30));

        assertThat(ids(ALL)).containsExactly("c", "b", "a", "d");
    }

    @Test
    void pagesThroughEventsOfTheSameSecondOnceEach() {
        IntStream.range(0, 120).forEach(i -> add("e" + i, NOW.minusSeconds(5)));

        List<Integer> sizes = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (LookupQuery next = ALL; next != null; ) {
            HistoryPage page = history.lookup(next);
            sizes.add(page.events().size());
            page.events().forEach(event -> seen.add(event.eventId()));
            next = page.nextToken() == null ? null : ALL.after(page.nextToken());
        }

        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void givesNoTokenWhenAPageEndsWithTheLastEvent() {
        IntStream.range(0, 50).forEach(i -> add("e" + i, NOW.minusSeconds(i)));

        assertThat(history.lookup(ALL).nextToken()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, b", "-1, 1, c b a", "-1, -1, a", "1, 1, c", "2, 3, ''"})
    void includesBothEndsInWholeSeconds(int start, int end, String expected) {
        Instant middle = NOW.minusSeconds(60);
        add("a", middle.minusSeconds(1));
        add("b", middle);
        add("c", middle.plusSeconds(1));

        LookupQuery query =
                ALL.between(middle.plusSeconds(start), middle.plusSeconds(end).plusMillis(999));

        assertThat(String.join(" ", ids(query))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "EventId, b, b",
        "EventName, DeleteSigningCertificate, c a",
        "EventName, deletesigningcertificate, ''",
        "EventSource, iam.amazonaws.com, c b a",
        "ReadOnly, true, b",
        "ReadOnly, false, c a",
        "Username, erin, c a",
        "AccessKeyId, AKIA000000000EXAMPLE, c a",
        "ResourceType, AWS::IAM::User, c a",
        "ResourceName, payments, c a"
    })
    void findsByOneAttribute(String key, String value, String expected) {
        add("a", NOW.minusSeconds(3));
        history.add(TestingRecords.byService("b", NOW.minusSeconds(2)), NOW);
        add("c", NOW.minusSeconds(1));

        assertThat(String.join(" ", ids(ALL.with(key, value)))).isEqualTo(expected);
    }

    @Test
    void listsServiceEventsWithoutUsernameAndAccessKey() {
        history.add(TestingRecords.byService("b", NOW.minusSeconds(2)), NOW);

        HistoryEvent event = history.lookup(ALL).events().getFirst();

        assertThat(event.username()).isNull();
        assertThat(event.accessKeyId()).isNull();
        assertThat(event.readOnly()).isEqualTo("true");
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        add("a", NOW.minusSeconds(3));

        assertThat(ids(LookupQuery.of(new Scope("111122223333", "eu-west-1")))).isEmpty();
        assertThat(ids(LookupQuery.of(new Scope("444455556666", "us-east-1")))).isEmpty();
    }

    @Test
    void showsAnEventOnlyOnceItIsVisible() {
        history.add(TestingRecords.deletion("late", NOW.minusSeconds(60)), NOW.plusSeconds(1));

        assertThat(ids(ALL)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ids(ALL)).containsExactly("late");
    }

    @Test
    void showsAnEventThatBecomesVisibleWhileOnePagesOnlyAheadOfThePlaceReached() {
        IntStream.range(0, 4).forEach(i -> add("e" + i, NOW.minusSeconds(10 + i)));
        history.add(TestingRecords.deletion("newer", NOW.minusSeconds(9)), NOW.plusSeconds(1));
        history.add(TestingRecords.deletion("older", NOW.minusSeconds(12)), NOW.plusSeconds(1));
        LookupQuery query = ALL.between(NOW.minusSeconds(60), NOW).limit(2);
        String token = history.lookup(query).nextToken();

        clock.advance(Duration.ofSeconds(1));

        assertThat(ids(query.after(token))).containsExactly("older", "e2");
    }

    @Test
    void endsNowUnlessToldOtherwise() {
        history.add(TestingRecords.deletion("future", NOW.plusSeconds(10)), NOW);

        assertThat(ids(ALL)).isEmpty();
        assertThat(ids(ALL.between(null, NOW.plusSeconds(10)))).containsExactly("future");
    }

    @Test
    void forgetsAfterNinetyDays() {
        add("old", NOW.minus(CloudTrailHistory.RETENTION));
        LookupQuery everything = ALL.between(Instant.EPOCH, NOW.plusSeconds(60));

        assertThat(ids(everything)).containsExactly("old");
        clock.advance(Duration.ofSeconds(1));
        assertThat(ids(everything)).isEmpty();
    }

    @Test
    void keepsNoMoreThanItsCapacity() {
        history.capacity(2);
        add("a", NOW.minusSeconds(1));
        add("b", NOW.minusSeconds(3));
        add("c", NOW.minusSeconds(2));

        assertThat(ids(ALL)).containsExactly("a", "c");
        assertThat(ids(ALL.with("EventName", "DeleteSigningCertificate"))).containsExactly("a", "c");
        assertThat(ids(ALL.with("EventId", "b"))).isEmpty();
    }

    @Test
    void refusesMoreThanOneAttribute() {
        LookupQuery.Attribute attribute = new LookupQuery.Attribute("EventName", "GetUser");
        LookupQuery query = new LookupQuery(SCOPE, List.of(attribute, attribute), null, null, null, null, null);

        assertRefused(query, "InvalidLookupAttributesException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventName", "EventCategory", ""})
    void refusesUnknownAttributes(String key) {
        assertRefused(ALL.with(key, "x"), "InvalidLookupAttributesException");
    }

    @Test
    void countsSomeCharactersOfAValueTwice() {
        assertThat(ids(ALL.with("ResourceName", "x".repeat(2000)))).isEmpty();
        assertRefused(ALL.with("ResourceName", "x".repeat(2001)), "InvalidLookupAttributesException");
        assertRefused(ALL.with("ResourceName", "_".repeat(1001)), "InvalidLookupAttributesException");
        assertRefused(ALL.with("ResourceName", ""), "InvalidLookupAttributesException");
    }

    @Test
    void refusesAStartAfterTheEnd() {
        assertRefused(ALL.between(NOW, NOW.minusSeconds(1)), "InvalidTimeRangeException");
        assertRefused(ALL.between(NOW.plusSeconds(1), null), "InvalidTimeRangeException");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 51})
    void refusesPagesOfAnImpossibleSize(int size) {
        assertRefused(ALL.limit(size), "InvalidMaxResultsException");
    }

    @Test
    void refusesUnknownCategoriesAndHasNoInsights() {
        add("a", NOW.minusSeconds(3));

        assertRefused(category("management"), "InvalidEventCategoryException");
        assertThat(ids(category("insight"))).isEmpty();
    }

    @Test
    void refusesATokenWithAnyOtherQuery() {
        IntStream.range(0, 3).forEach(i -> add("e" + i, NOW.minusSeconds(10 + i)));
        LookupQuery query =
                ALL.with("Username", "erin").between(NOW.minusSeconds(60), NOW).limit(1);
        String token = history.lookup(query).nextToken();
        LookupQuery elsewhere = new LookupQuery(
                new Scope("444455556666", "us-east-1"),
                query.attributes(),
                query.start(),
                query.end(),
                null,
                query.maxResults(),
                null);

        assertThat(ids(query.after(token))).containsExactly("e1");
        List<UnaryOperator<LookupQuery>> changes = List.of(
                q -> q.with("Username", "frank"),
                q -> q.with("EventName", "DeleteSigningCertificate"),
                q -> q.between(NOW.minusSeconds(61), NOW),
                q -> q.between(NOW.minusSeconds(60), NOW.plusSeconds(1)),
                q -> q.limit(2),
                q -> elsewhere);
        for (UnaryOperator<LookupQuery> change : changes) {
            assertRefused(change.apply(query).after(token), "InvalidNextTokenException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "a.b", "MS4x.AAAA", "%%%.AAAA"})
    void refusesTokensItNeverGave(String token) {
        assertRefused(ALL.after(token), "InvalidNextTokenException");
    }

    @Test
    void refusesTokensThatExpiredOrWereForgotten() {
        IntStream.range(0, 3).forEach(i -> add("e" + i, NOW.minusSeconds(10 + i)));
        history.tokenLifetime(Duration.ofMinutes(5));
        LookupQuery query = ALL.limit(1);
        String token = history.lookup(query).nextToken();

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(ids(query.after(token))).containsExactly("e1");
        clock.advance(Duration.ofMillis(1));
        assertRefused(query.after(token), "InvalidNextTokenException");

        String fresh = history.lookup(query).nextToken();
        history.forgetTokens();
        assertRefused(query.after(fresh), "InvalidNextTokenException");
    }

    private static LookupQuery category(String category) {
        return new LookupQuery(SCOPE, List.of(), null, null, category, null, null);
    }

    private void add(String id, Instant at) {
        history.add(TestingRecords.deletion(id, at), at);
    }

    private List<String> ids(LookupQuery query) {
        return history.lookup(query).events().stream()
                .map(event -> String.valueOf(event.eventId()))
                .toList();
    }

    private void assertRefused(LookupQuery query, String code) {
        assertThatThrownBy(() -> history.lookup(query)).isInstanceOfSatisfying(ServiceError.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.status()).isEqualTo(400);
        });
    }
}
