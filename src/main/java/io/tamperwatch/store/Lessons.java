package io.tamperwatch.store;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Knowledge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was learned about findings, and what is still to be learned. */
record Lessons(Connection connection) {

    /** Every aspect that is awaited of these findings is to be learned at once, unless something of it is known already. */
    void await(List<Awaited> all) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Awaited awaited : all) {
            Arrays.stream(Aspect.values())
                    .filter(aspect -> aspect.isAwaitedOf(awaited.finding()))
                    .forEach(aspect -> rows.add(new Row(awaited, aspect)));
        }
        if (!rows.isEmpty()) {
            insert(rows);
        }
    }

    /** A finding that may have something to be learned about it. */
    record Awaited(long number, Finding finding) {}

    private record Row(Awaited awaited, Aspect aspect) {}

    private void insert(List<Row> rows) throws SQLException {
        String sql = "insert into knowledge (finding, aspect, occurred_at, due_at) values (?, ?, ?, ?)"
                + " on conflict (finding, aspect) do update set due_at = excluded.due_at"
                + " where knowledge.due_at is null and knowledge.content is null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                insert.setLong(1, row.awaited().number());
                insert.setString(2, row.aspect().label());
                insert.setLong(3, Text.millis(row.awaited().finding().occurredAt()));
                insert.setLong(4, Text.millis(row.awaited().finding().detectedAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What is known of a finding. */
    Knowledge of(long finding) throws SQLException {
        Knowledge known = Knowledge.NONE;
        String sql = "select aspect, content from knowledge where finding = ? and content is not null";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, finding);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known = KnowledgeText.read(aspect(rows.getString(1)), rows.getString(2), known);
                }
            }
        }
        return known;
    }

    private static Aspect aspect(String label) {
        return Aspect.valueOf(label.toUpperCase(Locale.ROOT));
    }

    /**
     * Puts what is known of one aspect in place of what was.
     *
     * @param dueAt when there may be more; null when this was all
     */
    void keep(long number, Finding finding, Aspect aspect, @Nullable Instant dueAt) throws SQLException {
        String sql = "insert into knowledge (finding, aspect, occurred_at, due_at, content) values (?, ?, ?, ?, ?)"
                + " on conflict (finding, aspect) do update set due_at = excluded.due_at, content = excluded.content";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setLong(1, number);
            upsert.setString(2, aspect.label());
            upsert.setLong(3, Text.millis(finding.occurredAt()));
            if (dueAt == null) {
                upsert.setNull(4, Types.BIGINT);
            } else {
                upsert.setLong(4, Text.millisUp(dueAt));
            }
            upsert.setString(5, KnowledgeText.write(aspect, finding.knowledge()));
            upsert.executeUpdate();
        }
    }

    /** What was learned about another record than the finding's present one. */
    void forget(long finding) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from knowledge where finding = ?")) {
            delete.setLong(1, finding);
            delete.executeUpdate();
        }
    }

    /** Numbers of the findings with something to learn, newest first; those of some accounts are left out. */
    List<Long> due(Aspect aspect, Instant now, Set<String> elsewhere, int limit) throws SQLException {
        String sql = "select finding from knowledge where aspect = ? and due_at is not null and due_at <= ?"
                + notOf(elsewhere)
                + " order by occurred_at desc, finding desc limit ?";
        List<Long> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, aspect.label());
            select.setLong(2, Text.millis(now));
            int parameter = 3;
            for (String account : elsewhere) {
                select.setString(parameter, account);
                parameter++;
            }
            select.setInt(parameter, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
        }
        return due;
    }

    private static String notOf(Set<String> accounts) {
        return accounts.isEmpty()
                ? ""
                : " and not exists (select 1 from finding f join kind k on k.num = f.kind where f.num ="
                        + " knowledge.finding and k.account in (?" + ", ?".repeat(accounts.size() - 1) + "))";
    }
}
