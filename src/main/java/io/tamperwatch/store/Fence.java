package io.tamperwatch.store;

import io.tamperwatch.replica.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Lets pass what is written under a lease only while the lease is its holder's. The lease's row is locked until the
 * transaction ends, so nobody takes the account between the look and the write. Where nobody shares the database, all passes.
 */
record Fence(Dialect dialect) {

    /** The work behind the fence; its result tells whether it passed. */
    Database.Work<Boolean> of(Lease lease, Database.Work<?> work) {
        return connection -> {
            boolean passes = !dialect.isShared() || stands(connection, lease);
            if (passes) {
                work.on(connection);
            }
            return passes;
        };
    }

    private static boolean stands(Connection connection, Lease lease) throws SQLException {
        String sql = "select 1 from lease where account = ? and holder = ? and epoch = ? for share";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, lease.account());
            select.setString(2, lease.holder());
            select.setLong(3, lease.epoch());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
