package io.tamperwatch.store;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Announcing;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.OpenCount;
import io.tamperwatch.finding.QuarantinedRecord;
import io.tamperwatch.finding.Review;
import io.tamperwatch.finding.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Findings in a database. */
final class JdbcFindingStore implements FindingStore {

    private final Database database;
    private final Announcing announcing;
    private Dictionary dictionary = new Dictionary();
    private Remembered dictionaryOf = new Remembered(0, 0);

    /** The database that something was read from, and how many transactions had been undone by then. */
    private record Remembered(int generation, int undone) {}

    JdbcFindingStore(Database database) {
        this(database, Announcing.NOTHING);
    }

    JdbcFindingStore(Database database, Announcing announcing) {
        this.database = database;
        this.announcing = announcing;
    }

    @Override
    public Stored store(Intake intake, Review review) {
        return database.write(connection -> new Arrival(
                                connection, database.dialect(), dictionary(), intake, review, new Notices(announcing))
                        .store())
                .committed();
    }

    /**
     * What is remembered of one database says nothing about another; and of several works that share a transaction one can have
     * read what another has written there, before all of it was undone.
     */
    synchronized Dictionary dictionary() {
        Remembered now = new Remembered(database.generation(), database.undone());
        if (!dictionaryOf.equals(now)) {
            dictionaryOf = now;
            dictionary = new Dictionary();
        }
        return dictionary;
    }

    /** An amending record's event id leads to the finding it has amended. */
    @Override
    public Optional<Finding> find(String id) {
        return database.read(connection -> find(connection, id).map(Numbered::finding));
    }

    private record Numbered(long number, long kind, Finding finding) {}

    private Optional<Numbered> find(Connection connection, String id) throws SQLException {
        String sql = "select " + FindingRow.COLUMNS + FindingRow.RECORD + " from event_record e"
                + " join finding f on f.num = e.finding" + FindingRow.JOINS
                + " where e.event_id = ? order by f.occurred_at desc, f.num desc limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            database.dialect().setUuid(select, 1, EventKey.event(id));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(numbered(connection, rows)) : Optional.empty();
            }
        }
    }

    private Numbered numbered(Connection connection, ResultSet rows) throws SQLException {
        FindingRow row = FindingRow.read(rows);
        Kind kind = dictionary().kinds().kind(connection, row.kind());
        Finding finding = row.finding(kind, new FindingRow.Shared());
        return new Numbered(row.number(), row.kind(), finding.knowing(new Lessons(connection).of(row.number())));
    }

    @Override
    public Moved move(String id, Move move, HistoryEntry entry, Predicate<Finding> expected) {
        return database.write(connection -> {
            Optional<Numbered> found = find(connection, id);
            if (found.isEmpty()) {
                return new Moved.Unknown();
            }
            Numbered at = found.get();
            return new Moving(connection, database.dialect(), move, entry, new Notices(announcing))
                    .apply(at.number(), at.kind(), at.finding(), expected);
        });
    }

    @Override
    public Optional<Finding> learn(
            Finding about, Aspect aspect, UnaryOperator<Finding> lesson, @Nullable Instant againAt) {
        return database.write(connection -> {
                    Learning learning =
                            new Learning(connection, dictionary(), aspect, againAt, new Notices(announcing));
                    EventKey key = EventKey.of(about);
                    EventRecords.Known known = new EventRecords(connection, database.dialect())
                            .known(List.of(key))
                            .get(key);
                    if (known == null) {
                        return learning;
                    }
                    Finding stored = whole(connection, known.finding());
                    return stored == null ? learning : learning.apply(known.finding(), stored, lesson);
                })
                .committed();
    }

    /** Null when it has been forgotten. */
    private @Nullable Finding whole(Connection connection, long number) throws SQLException {
        Finding stored = FindingRow.load(connection, number, dictionary().kinds());
        return stored == null ? null : stored.knowing(new Lessons(connection).of(number));
    }

    @Override
    public List<Finding> awaiting(Aspect aspect, Instant now, Set<String> elsewhere, int limit) {
        return database.read(connection -> {
            List<Finding> awaiting = new ArrayList<>();
            for (long number : new Lessons(connection).due(aspect, now, elsewhere, limit)) {
                Finding finding = whole(connection, number);
                if (finding != null) {
                    awaiting.add(finding);
                }
            }
            return awaiting;
        });
    }

    @Override
    public int forgetResolved(Instant before, int most) {
        return database.write(connection -> new Forgetting(connection).forget(before, most));
    }

    @Override
    public FindingPage query(FindingQuery query) {
        return page(query, FindingRow.NO_RECORD);
    }

    @Override
    public FindingPage queryWithRecords(FindingQuery query) {
        return page(query, FindingRow.RECORD);
    }

    private FindingPage page(FindingQuery query, String record) {
        return database.read(connection -> {
            Kinds kinds = dictionary().kinds();
            List<FindingRow> rows = new FindingSearch(connection, database.dialect(), kinds, query).rows(record);
            boolean more = rows.size() > query.limit();
            List<Finding> items = new ArrayList<>(rows.size());
            FindingRow.Shared shared = new FindingRow.Shared();
            for (FindingRow row : more ? rows.subList(0, query.limit()) : rows) {
                items.add(row.finding(kinds.kind(connection, row.kind()), shared));
            }
            return new FindingPage(items, more ? position(connection, rows.get(query.limit() - 1)) : null);
        });
    }

    Kind kind(Connection connection, long number) throws SQLException {
        return dictionary().kinds().kind(connection, number);
    }

    private FindingQuery.Position position(Connection connection, FindingRow row) throws SQLException {
        return row.position(dictionary().kinds().kind(connection, row.kind()));
    }

    @Override
    public List<OpenCount> countOpen() {
        String sql = "select k.detection, k.severity, k.account, sum(t.count), sum(t.changes) from tally t"
                + " join kind k on k.num = t.kind where t.status = 'open'"
                + " group by k.detection, k.severity, k.account having sum(t.count) > 0"
                + " order by k.detection, k.severity, k.account";
        return database.read(connection -> {
            List<OpenCount> counts = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Severity severity = Severity.valueOf(rows.getString(2).toUpperCase(Locale.ROOT));
                    counts.add(new OpenCount(
                            rows.getString(1), severity, rows.getString(3), rows.getLong(4), rows.getLong(5)));
                }
            }
            return counts;
        });
    }

    @Override
    public List<QuarantinedRecord> quarantined(int limit) {
        return database.read(connection -> Quarantine.newest(connection, limit));
    }

    @Override
    public long countQuarantined() {
        return database.read(Quarantine::count);
    }
}
