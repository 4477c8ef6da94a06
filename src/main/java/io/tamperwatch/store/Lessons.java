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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was learned about findings, and what is still to be learned. */
record Lessons(Connection connection) {

    /** How many of the newest are looked through for what is due, before what has been due the longest. */
    private static final int NEWEST = 1_000;

    /** Every aspect that is awaited of these findings is to be learned, unless something of it is known already. */
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

    private record Row(Awaited awaited, Aspect aspect) {

        Instant dueAt() {
            Finding finding = awaited.finding();
            return finding.knowledge().impact() == null
                    ? finding.detectedAt().plus(aspect.patience())
                    : finding.detectedAt();
        }
    }

    private void insert(List<Row> rows) throws SQLException {
        String sql = "insert into knowledge (finding, aspect, occurred_at, due_at) values (?, ?, ?, ?)"
                + " on conflict (finding, aspect) do update set due_at = excluded.due_at"
                + " where knowledge.due_at is null and knowledge.content is null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                insert.setLong(1, row.awaited().number());
                insert.setString(2, row.aspect().label());
                insert.setLong(3, Text.millis(row.awaited().finding().occurredAt()));
                insert.setLong(4, Text.millis(row.dueAt()));
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

    /** What waited for a finding's impact to be known waits no longer. */
    void hurry(long number, Finding finding) throws SQLException {
        String sql =
                "update knowledge set due_at = ? where finding = ? and aspect = ? and due_at > ? and content is null";
        long atOnce = Text.millis(finding.detectedAt());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Aspect aspect : Aspect.values()) {
                if (!aspect.patience().isZero()) {
                    update.setLong(1, atOnce);
                    update.setLong(2, number);
                    update.setString(3, aspect.label());
                    update.setLong(4, atOnce);
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    /** What was learned about another record than the finding's present one. */
    void forget(long finding) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from knowledge where finding = ?")) {
            delete.setLong(1, finding);
            delete.executeUpdate();
        }
    }

    /**
     * Numbers of findings with something to learn by now: of the newest ones those that are due, newest first, then those
     * that have been due the longest. However many wait, few of them are looked at; those of some accounts are left out.
     */
    List<Long> due(Aspect aspect, Instant now, Set<String> elsewhere, int limit) throws SQLException {
        String waiting = "from knowledge where aspect = ? and due_at is not null" + notOf(elsewhere);
        String newest = "select finding from (select finding, occurred_at, due_at " + waiting
                + " order by occurred_at desc, finding desc limit " + NEWEST
                + ") newest where due_at <= ? order by occurred_at desc, finding desc limit ?";
        String longest = "select finding " + waiting + " and due_at <= ? order by due_at, finding limit ?";
        Set<Long> due = new LinkedHashSet<>(numbers(newest, aspect, now, elsewhere, limit));
        if (due.size() < limit) {
            due.addAll(numbers(longest, aspect, now, elsewhere, limit));
        }
        return due.stream().limit(limit).toList();
    }

    private List<Long> numbers(String sql, Aspect aspect, Instant now, Set<String> elsewhere, int limit)
            throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int parameter = 1;
            select.setString(parameter++, aspect.label());
            for (String account : elsewhere) {
                select.setString(parameter++, account);
            }
            select.setLong(parameter++, Text.millis(now));
            select.setInt(parameter, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }

    private static String notOf(Set<String> accounts) {
        return accounts.isEmpty()
                ? ""
                : " and not exists (select 1 from finding f join kind k on k.num = f.kind where f.num ="
                        + " knowledge.finding and k.account in (?" + ", ?".repeat(accounts.size() - 1) + "))";
    }
}
