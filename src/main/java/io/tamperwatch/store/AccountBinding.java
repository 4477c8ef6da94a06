package io.tamperwatch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which account id is behind a configured account name. */
record AccountBinding(Connection connection, String account) {

    /** Binds the name, and forgets how far another account was read under it. */
    boolean bind(String accountId) throws SQLException {
        String bound = bound();
        if (accountId.equals(bound)) {
            return false;
        }
        run("delete from account_binding where account = ?", account);
        run("insert into account_binding (account, account_id) values (?, ?)", account, accountId);
        if (bound == null) {
            return false;
        }
        run("delete from checkpoint where account = ?", account);
        run("delete from gap where account = ?", account);
        return true;
    }

    private @Nullable String bound() throws SQLException {
        String sql = "select account_id from account_binding where account = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, account);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private void run(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
