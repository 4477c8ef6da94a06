package io.tamperwatch.store;

import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a query into SQL. The filters on kind and status are first counted in the tally: what matches nothing is not
 * looked for, and what matches little is fetched by kind and sorted. Of the rest, a text is looked for among the actors,
 * whose findings have an index, and in the blocks that may hold it; what has no text is found soon by walking back in time.
 */
final class FindingSearch {

    /** With a million findings, the number for which both ways to walk cost about the same. */
    private static final long FEW = 2_000;

    /** Where a text may stand. */
    private enum Place {
        ANYWHERE,
        /** In what the finding itself has: target, address, notes, the event's name. */
        FINDING,
        /** With who acted. */
        ACTOR
    }

    private final Connection connection;
    private final Dialect dialect;
    private final Kinds kinds;
    private final FindingQuery query;
    private Set<Long> kindsWanted = Set.of();
    private Actors named = Actors.ANY;
    private Actors said = Actors.ANY;
    private String actorColumn = "f.actor";

    FindingSearch(Connection connection, Dialect dialect, Kinds kinds, FindingQuery query) {
        this.connection = connection;
        this.dialect = dialect;
        this.kinds = kinds;
        this.query = query;
    }

    /**
     * One row more than asked for, when there are that many, which tells that there is a next page.
     *
     * @param record the column of the record, one of {@link FindingRow}'s
     */
    List<FindingRow> rows(String record) throws SQLException {
        boolean few = false;
        if (byKind() || !query.status().isEmpty()) {
            Matching matching = matching();
            if (matching.count() == 0) {
                return List.of();
            }
            few = matching.count() <= FEW;
            kindsWanted = byKind() || few ? matching.kinds() : Set.of();
        }
        named = actors(query.actor());
        if (few) {
            return select("finding_by_kind", conditions(Place.ANYWHERE), record);
        }
        if (named.areKnown()) {
            said = query.text() == null ? named : named.with(needle(query.text()), connection, dialect);
            return ofActors(named, Place.ANYWHERE, record);
        }
        said = actors(query.text());
        if (query.actor() == null && query.text() != null && said.areKnown() && Grams.canTell(needle(query.text()))) {
            return text(needle(query.text()), record);
        }
        return select("finding_by_time", conditions(Place.ANYWHERE), record);
    }

    private Actors actors(@Nullable String text) throws SQLException {
        return text == null ? Actors.ANY : Actors.with(connection, dialect, needle(text));
    }

    /** Those of the actors the text names, and those that have it themselves. */
    private List<FindingRow> text(String needle, String record) throws SQLException {
        List<FindingRow> rows = new ArrayList<>(ofActors(said, Place.ACTOR, record));
        new BlockSearch(connection, dialect, query, conditions(Place.FINDING), needle, record)
                .rows().stream()
                        .filter(row -> rows.stream().noneMatch(other -> other.number() == row.number()))
                        .forEach(rows::add);
        rows.sort(BlockSearch.NEWEST_FIRST);
        return rows.subList(0, Math.min(rows.size(), query.limit() + 1));
    }

    /** Those of one actor are in order; those of several are sorted when they are few, else found by walking back in time. */
    private List<FindingRow> ofActors(Actors actors, Place place, String record) throws SQLException {
        if (actors.isNobody()) {
            return List.of();
        }
        boolean few = actors.haveAtMost(FEW, connection, dialect);
        // A plus keeps the databases from the index by actor, which PostgreSQL would take for any number of actors.
        actorColumn = few ? "f.actor" : "+f.actor";
        Conditions where = conditions(place);
        boolean inOrder = !few || actors.numbers().size() == 1;
        String from = "finding f" + dialect.using(few ? "finding_by_actor" : "finding_by_time") + where.sql()
                + (inOrder ? newestFirst() : "");
        return rows(FindingRow.newest(from, query.limit() + 1, record), where);
    }

    private boolean byKind() {
        return !(query.severity().isEmpty()
                && query.detection().isEmpty()
                && query.event().isEmpty()
                && query.account().isEmpty());
    }

    /** The kinds that have findings with the wanted status, and how many findings these are. */
    private record Matching(Set<Long> kinds, long count) {}

    private Matching matching() throws SQLException {
        Set<Long> matching = new TreeSet<>();
        long count = 0;
        try (PreparedStatement select =
                        connection.prepareStatement("select kind, status, count from tally where count > 0");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Status status = Status.valueOf(rows.getString(2).toUpperCase(Locale.ROOT));
                if ((query.status().isEmpty() || query.status().contains(status))
                        && kinds.kind(connection, rows.getLong(1)).matches(query)) {
                    matching.add(rows.getLong(1));
                    count += rows.getLong(3);
                }
            }
        }
        return new Matching(matching, count);
    }

    private Conditions conditions(Place place) throws SQLException {
        Conditions where = new Conditions();
        if (!kindsWanted.isEmpty()) {
            where.in("f.kind", kindsWanted);
        }
        if (!query.status().isEmpty()) {
            where.in("f.status", query.status().stream().map(Status::label).toList());
        }
        time(where, "f.occurred_at >= ?", query.since());
        time(where, "f.occurred_at < ?", query.until());
        if (query.after() != null) {
            long time = Text.millis(query.after().occurredAt());
            where.and("(f.occurred_at, f.num) < (?, ?)", time, number(query.after()));
        }
        if (query.actor() != null) {
            actor(where, named, needle(query.actor()));
        }
        if (query.text() != null) {
            text(where, place, needle(query.text()));
        }
        return where;
    }

    private void actor(Conditions where, Actors actors, String needle) {
        if (actors.numbers().size() == 1) {
            where.and(actorColumn + " = ?", actors.numbers().getFirst());
        } else if (actors.areKnown() && !actors.isNobody()) {
            where.and(
                    dialect.among(actorColumn, actors.numbers().size()),
                    dialect.amongValues(actors.numbers()).toArray());
        } else {
            where.and(dialect.contains("a.search"), needle);
        }
    }

    /** The finding's number stands for its account and id; for a finding there is not, the page begins at its time. */
    private long number(FindingQuery.Position position) throws SQLException {
        EventKey key = EventKey.of(position.account(), position.id());
        EventRecords.Known known =
                new EventRecords(connection, dialect).known(List.of(key)).get(key);
        return known == null ? Long.MAX_VALUE : known.finding();
    }

    private void text(Conditions where, Place place, String needle) throws SQLException {
        if (place == Place.ACTOR) {
            actor(where, said, needle);
            return;
        }
        List<Object> values = new ArrayList<>(List.of(needle));
        String either = dialect.contains("f.search");
        List<Long> byName = kinds.named(connection, needle);
        if (!byName.isEmpty()) {
            either += " or f.kind in (" + Conditions.marks(byName) + ")";
            values.addAll(byName);
        }
        if (place == Place.ANYWHERE && !said.isNobody()) {
            Conditions actor = new Conditions();
            actor(actor, said, needle);
            either += " or " + actor.condition();
            values.addAll(actor.values);
        }
        where.and("(" + either + ")", values.toArray());
    }

    private static String needle(String text) {
        return Text.storable(text).toLowerCase(Locale.ROOT);
    }

    private static void time(Conditions where, String condition, @Nullable Instant bound) {
        if (bound != null) {
            where.and(condition, Text.millisUp(bound));
        }
    }

    private List<FindingRow> select(String index, Conditions where, String record) throws SQLException {
        String sql = "select " + FindingRow.COLUMNS + record + " from finding f" + dialect.using(index)
                + FindingRow.JOINS + where.sql() + newestFirst();
        return rows(sql, where);
    }

    private String newestFirst() {
        return " order by f.occurred_at desc, f.num desc limit " + (query.limit() + 1);
    }

    private List<FindingRow> rows(String sql, Conditions where) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            where.set(select, 1);
            return FindingRow.all(select);
        }
    }

    /** Conditions joined by "and", with the values for their question marks. */
    static final class Conditions {

        private final StringBuilder condition = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        /** To follow the tables of a statement. */
        String sql() {
            return condition.isEmpty() ? "" : " where " + condition;
        }

        String condition() {
            return condition.toString();
        }

        void in(String column, Collection<?> among) {
            and(column + " in (" + marks(among) + ")", among.toArray());
        }

        void and(String another, Object... of) {
            condition.append(condition.isEmpty() ? "" : " and ").append(another);
            values.addAll(List.of(of));
        }

        static String marks(Collection<?> values) {
            return "?" + ", ?".repeat(values.size() - 1);
        }

        /** Sets the values, beginning with this parameter; the number of the next one is answered. */
        int set(PreparedStatement statement, int first) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(first + i, values.get(i));
            }
            return first + values.size();
        }
    }
}
