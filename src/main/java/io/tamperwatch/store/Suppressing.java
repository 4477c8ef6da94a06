package io.tamperwatch.store;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Suppression;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Suppresses what arrives and is expected, within one transaction and behind the write lock: a suppression that is being made is
 * either seen here, or finds among the stored what has arrived. They are read once, and only when something is new.
 */
final class Suppressing {

    private final Connection connection;
    private @Nullable List<Suppression> active;

    Suppressing(Connection connection) {
        this.connection = connection;
    }

    /** The finding as it is to be stored. All of a page are detected at one time. */
    Finding of(Finding arriving) throws SQLException {
        if (!Move.SUPPRESS.isLegalFrom(arriving.status())) {
            return arriving;
        }
        if (active == null) {
            active = JdbcSuppressionStore.active(connection, arriving.detectedAt());
        }
        return active.stream()
                .filter(suppression -> suppression.matches(arriving))
                .findFirst()
                .map(suppression -> suppression.suppressed(arriving, arriving.detectedAt()))
                .orElse(arriving);
    }
}
