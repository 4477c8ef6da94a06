package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static io.tamperwatch.store.Samples.findings;
import static io.tamperwatch.store.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import io.tamperwatch.store.StoreContract.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with so many findings that a search leaves most of them alone, and with old ones. */
abstract class ManyFindingsContract {

    private static final int MANY = 1_500;
    private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));

    private Database database;
    private JdbcFindingStore store;
    private final List<Finding> stored = new ArrayList<>();

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcFindingStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Findings of three dozen people in no order of time, a page at a time. */
    private void storeMany() {
        Random random = new Random(6);
        for (int i = 0; i < MANY; i++) {
            stored.add(sample("e" + i)
                    .actor("person-" + random.nextInt(36))
                    .at(NOON.plusSeconds(random.nextInt(5_000)))
                    .status(random.nextInt(3) == 0 ? Status.ACKNOWLEDGED : Status.OPEN)
                    .finding());
        }
        for (int from = 0; from < MANY; from += 50) {
            store.store(new Intake(stored.subList(from, from + 50), List.of(), List.of()));
        }
    }

    @Test
    void searchingFindsWhatLookingAtEachFindingWouldFind() {
        storeMany();

        assertThat(count("search_block")).isEqualTo(MANY / SearchBlocks.SIZE);
        assertThat(count("search_set")).isEqualTo(MANY / SearchBlocks.SIZE);
        assertThat(count("search_slice")).isZero();
        findsWhatIsExpected();
    }

    @Test
    void searchingFindsTheSameInBandsOfBlocks() {
        storeMany();
        makeABand();

        assertThat(count("search_slice")).isEqualTo(Grams.BITS);
        assertThat(count("search_set")).as("of the block behind the band").isEqualTo(1);
        findsWhatIsExpected();
    }

    /** As if numbers had gone past the first band of blocks. */
    private void makeABand() {
        database.write(connection -> {
            long next = (MANY / SearchBlocks.SIZE + 1) * SearchBlocks.SIZE;
            new SearchBlocks(connection, database.dialect()).numbered(0, next);
            insertBlock(connection, SearchSlices.BAND, new Grams());
            new SearchSlices(connection, database.dialect()).writeNext();
            return 0;
        });
    }

    private static void insertBlock(Connection connection, long block, Grams grams) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into search_block (block, oldest, newest) values (?, 0, 0)");
                PreparedStatement insertSet =
                        connection.prepareStatement("insert into search_set (block, grams) values (?, ?)")) {
            insert.setLong(1, block);
            insert.executeUpdate();
            insertSet.setLong(1, block);
            insertSet.setBytes(2, grams.bits());
            insertSet.executeUpdate();
        }
    }

    private void findsWhatIsExpected() {
        for (String needle : List.of(
                "CERTe1",
                "certe777",
                "CERTE1499",
                "person-7",
                "person-9",
                "PERSON-35",
                "person-99",
                "KEYe12",
                "192.0.2.7",
                "on",
                "absent-text",
                "signingcert")) {
            assertThat(ids(Filter.NONE.text(needle))).as(needle).isEqualTo(expected(needle, null));
            for (String actor : List.of("person-3", "person-9")) {
                assertThat(ids(Filter.NONE.text(needle).actor(actor)))
                        .as("%s by %s", needle, actor)
                        .isEqualTo(expected(needle, actor));
            }
            assertThat(ids(Filter.NONE.text(needle).statuses(Status.OPEN, Status.ACKNOWLEDGED)))
                    .as(needle)
                    .isEqualTo(expected(needle, null));
        }
    }

    @Test
    void blocksAndBandsSayWhichOfTheirPartsHaveAllTheBits() {
        Random random = new Random(9);
        Map<Long, byte[]> sets = new TreeMap<>();
        for (long block = 3; block < 3 * SearchSlices.BAND - 2; block += 1 + random.nextInt(3)) {
            byte[] bits = new byte[Grams.BITS];
            random.nextBytes(bits);
            sets.put(block, bits);
        }
        List<Integer> wanted = List.of(0, 14, 15, 1_807, Grams.BITS - 1);

        database.write(connection -> {
            for (Map.Entry<Long, byte[]> each : sets.entrySet()) {
                insertBlock(connection, each.getKey(), new Grams(each.getValue()));
            }
            SearchSlices slices = new SearchSlices(connection, database.dialect());
            for (int i = 0; i < 4; i++) {
                slices.writeNext();
            }
            long bands = 2 * SearchSlices.BAND;
            assertThat(slices.end()).isEqualTo(bands);
            assertThat(slices.withAll(wanted).stream().boxed())
                    .isNotEmpty()
                    .containsExactlyElementsOf(partsWithAll(wanted, sets, 0, bands));
            assertThat(new SearchBlocks(connection, database.dialect())
                            .withAll(wanted, slices.end()).stream().boxed())
                    .isNotEmpty()
                    .containsExactlyElementsOf(partsWithAll(wanted, sets, bands, Long.MAX_VALUE));
            return 0;
        });
    }

    private static List<Integer> partsWithAll(List<Integer> bits, Map<Long, byte[]> sets, long from, long until) {
        List<Integer> parts = new ArrayList<>();
        sets.forEach((block, set) -> IntStream.range(0, Grams.PARTS)
                .filter(part -> from <= block && block < until)
                .filter(part -> bits.stream().allMatch(bit -> (set[bit] & Grams.mark(part)) != 0))
                .forEach(part -> parts.add((int) (block * Grams.PARTS) + part)));
        return parts;
    }

    private List<String> expected(String needle, @Nullable String actor) {
        String wanted = needle.toLowerCase(Locale.ROOT);
        return stored.stream()
                .filter(finding -> text(finding).contains(wanted))
                .filter(finding -> actor == null || text(finding.actor()).contains(actor))
                .sorted(Comparator.comparing(Finding::occurredAt)
                        .thenComparing(finding -> stored.indexOf(finding))
                        .reversed())
                .map(Finding::id)
                .toList();
    }

    private static String text(Finding finding) {
        return String.join(
                        "\n",
                        text(finding.actor()),
                        finding.eventName(),
                        String.valueOf(finding.origin().sourceAddress()),
                        String.valueOf(finding.target().userName()),
                        String.valueOf(finding.target().certificateId()),
                        String.valueOf(finding.target().resource()))
                .toLowerCase(Locale.ROOT);
    }

    private static String text(Actor actor) {
        return actor.name() + "\n" + actor.arn() + "\n" + actor.origins().person();
    }

    @Test
    void aNoteCanBeSearchedForFromTheMomentItIsMade() {
        storeMany();

        store.move("e3", Move.ACKNOWLEDGE, entry("Änderung CHG-4711"), finding -> true);
        store.move("e1499", Move.RESOLVE, entry("as planned in chg-4711"), finding -> true);
        store.move("e1499", Move.REOPEN, entry("not so"), finding -> true);

        assertThat(ids(Filter.NONE.text("chg-4711"))).containsExactlyInAnyOrder("e3", "e1499");
        assertThat(ids(Filter.NONE.text("änderung"))).containsExactly("e3");
        assertThat(ids(Filter.NONE.text("not so"))).containsExactly("e1499");
    }

    @Test
    void whatComesToAFindingLaterIsFoundInABandToo() {
        storeMany();
        makeABand();
        Target target = new Target("signing-certificate", "jeremiah", null, null, null, null);

        store.move("e3", Move.ACKNOWLEDGE, entry("Änderung CHG-4711"), finding -> true);
        store.store(new Intake(
                List.of(),
                List.of(new Amendment("a1", Targets.with(sample("e1499").finding(), target))),
                List.of()));

        assertThat(ids(Filter.NONE.text("änderung chg-4711"))).containsExactly("e3");
        assertThat(ids(Filter.NONE.text("jeremiah"))).containsExactly("e1499");
        assertThat(ids(Filter.NONE.text("jeremias"))).isEmpty();
    }

    @Test
    void anAmendedFindingIsFoundByItsNewTexts() {
        storeMany();

        Finding amended = sample("e5").actor("mallory").at(NOON.minusSeconds(9)).finding();
        store.store(new Intake(List.of(), List.of(new Amendment("a1", amended)), List.of()));

        assertThat(ids(Filter.NONE.text("mallory"))).containsExactly("e5");
        assertThat(ids(Filter.NONE.actor("mallory").until(NOON))).containsExactly("e5");
    }

    @Test
    void writesSomeBlocksEachTimeWhereManyAreMissing() {
        storeMany();
        run("delete from search_block");
        run("delete from search_set");

        store.store(new Intake(more(1_500, 37), List.of(), List.of()));

        assertThat(count("search_block")).as("no more than eight in one go").isEqualTo(8);
        assertThat(ids(Filter.NONE.text("certe7"))).hasSize(111);
    }

    private static List<Finding> more(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> sample("e" + i).finding())
                .toList();
    }

    @Test
    void forgetsWhatWasResolvedLongAgoAndNothingElse() {
        store.store(findings(
                sample("old").finding(),
                sample("reopened").finding(),
                sample("recent").finding(),
                sample("open").finding()));
        resolve("old", NOON);
        resolve("reopened", NOON);
        store.move("reopened", Move.REOPEN, entry("wrong"), finding -> true);
        resolve("recent", NEXT_DAY);

        assertThat(store.forgetResolved(NEXT_DAY, 10)).isEqualTo(1);
        assertThat(store.forgetResolved(NEXT_DAY, 10)).isZero();

        assertThat(ids(Filter.NONE)).containsExactly("open", "recent", "reopened");
        assertThat(store.find("old")).isEmpty();
        assertThat(ids(Filter.NONE.statuses(Status.RESOLVED))).containsExactly("recent");
        assertThat(count("raw_record")).isEqualTo(3);
    }

    @Test
    void forgetsAsManyAsSaidThoseResolvedFirstAtFirst() {
        store.store(new Intake(more(0, 5), List.of(), List.of()));
        for (int i = 0; i < 5; i++) {
            resolve("e" + i, NOON.minusSeconds(i));
        }

        assertThat(store.forgetResolved(NEXT_DAY, 2)).isEqualTo(2);

        assertThat(ids(Filter.NONE)).containsExactly("e2", "e1", "e0");
    }

    @Test
    void neverFindsAgainWhatItHasForgotten() {
        Finding last = sample("last").finding();
        store.store(findings(last));
        resolve("last", NOON);
        store.forgetResolved(NEXT_DAY, 10);

        assertThat(store.store(findings(last)).created()).isEmpty();
        assertThat(store.store(findings(sample("other").finding())).created()).hasSize(1);
        store.store(new Intake(List.of(), List.of(new Amendment("a1", last)), List.of()));

        assertThat(ids(Filter.NONE)).containsExactly("other");
        assertThat(store.find("last")).isEmpty();
    }

    @Test
    void pagesOnFromAFindingThatIsForgottenMeanwhile() {
        store.store(new Intake(more(0, 5), List.of(), List.of()));
        FindingPage first = store.query(FindingQuery.newest(2));
        resolve("e3", NOON);
        store.forgetResolved(NEXT_DAY, 10);

        assertThat(store.query(FindingQuery.newest(5).from(first.next())).items().stream()
                        .map(Finding::id))
                .containsExactly("e2", "e1", "e0");
    }

    @Test
    void listsWithTheRecordsWhenAskedTo() {
        Finding finding = sample("e1").finding();
        store.store(findings(finding));

        assertThat(store.queryWithRecords(FindingQuery.newest(5)).items()).containsExactly(finding);
    }

    private void resolve(String id, Instant at) {
        store.move(id, Move.RESOLVE, new HistoryEntry(at, "resolved", "ruth", null), finding -> true);
    }

    private static HistoryEntry entry(String note) {
        return new HistoryEntry(NOON, "noted", "ruth", note);
    }

    private List<String> ids(Filter filter) {
        List<String> ids = new ArrayList<>();
        FindingQuery.@Nullable Position after = null;
        do {
            FindingPage page = store.query(StoreContract.query(filter, after, 100));
            page.items().forEach(finding -> ids.add(finding.id()));
            after = page.next();
        } while (after != null);
        return ids;
    }

    private int count(String table) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select count(*) from " + table);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private void run(String sql) {
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return statement.executeUpdate();
            }
        });
    }
}
