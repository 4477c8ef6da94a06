package io.tamperwatch.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The tables and how they came to be. Flyway is given its files by name: searching the class path works differently in
 * every way this program can be packaged.
 *
 * @param folder where the migrations are
 */
record Schema(String folder) {

    /** Every migration, the same names for each database. Never edit one that was released: add another. */
    static final List<String> MIGRATIONS = List.of(
            "V1__findings.sql",
            "V2__knowledge.sql",
            "V3__inventory.sql",
            "V4__posture.sql",
            "V5__notifications.sql",
            "V6__search_and_retention.sql",
            "V7__findings_by_actor.sql",
            "V8__replicas.sql",
            "V9__search_slices.sql",
            "V10__accounts.sql",
            "V11__search_parts.sql",
            "V12__schema_floor.sql",
            "V13__found_without_reading_all.sql",
            "V14__search_sets_once.sql",
            "V15__active_suppressions.sql",
            "V16__tally_changes.sql");

    /** The latest version that this program knows. */
    static final int KNOWN = MIGRATIONS.stream().mapToInt(Schema::version).max().orElseThrow();

    static int version(String migration) {
        return Integer.parseInt(migration.substring(1, migration.indexOf("__")));
    }

    private static final String HISTORY = "schema_history";

    /** Whether every migration has been made, and none that failed is left behind. */
    static boolean isUpToDate(Connection connection, Dialect dialect) throws SQLException {
        if (!dialect.hasTable(connection, HISTORY)) {
            return false;
        }
        Set<String> made = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version, success from " + HISTORY)) {
            while (rows.next()) {
                if (!rows.getBoolean(2)) {
                    return false;
                }
                made.add(rows.getString(1));
            }
        }
        return MIGRATIONS.stream()
                .map(migration -> String.valueOf(version(migration)))
                .allMatch(made::contains);
    }

    /**
     * Brings the database up to date. What a later version of the program has done to it beyond that is left alone, as Flyway
     * does by itself: the two run side by side during an upgrade.
     */
    void migrate(DataSource dataSource) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .resourceProvider(new Files(folder))
                // With both given, Flyway searches nothing; natively its search is not there at all.
                .javaMigrationClassProvider(List::of)
                .table(HISTORY)
                .load()
                .migrate();
    }

    /**
     * Whether this program may use the schema as a later version has left it.
     *
     * @throws IOException saying what to do when it may not
     */
    static void checkFloor(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select max(version) from schema_floor")) {
            int floor = rows.next() ? rows.getInt(1) : 0;
            if (floor > KNOWN) {
                throw new IOException(
                        "its schema is of a later version of tamperwatch, for programs that know schema " + floor
                                + "; this one knows " + KNOWN
                                + ": start the later version again, or restore the backup from before the upgrade");
            }
        }
    }

    /** The database's own complaint where there is one. */
    static SQLException asSqlException(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        String firstLine =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown");
        return new SQLException("the schema cannot be brought up to date: " + firstLine, failure);
    }

    private record Files(String folder) implements ResourceProvider {

        @Override
        public @Nullable LoadableResource getResource(String name) {
            return null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return MIGRATIONS.stream()
                    .filter(name -> name.startsWith(prefix)
                            && List.of(suffixes).stream().anyMatch(name::endsWith))
                    .map(name -> (LoadableResource) new File(folder, name))
                    .toList();
        }
    }

    private static final class File extends LoadableResource {

        private final String folder;
        private final String name;

        File(String folder, String name) {
            this.folder = folder;
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(open(), StandardCharsets.UTF_8);
        }

        /** Checks at once that the file is there, since a missing one must not pass for an empty one. */
        private InputStream open() {
            String path = getAbsolutePath();
            return Objects.requireNonNull(
                    Schema.class.getClassLoader().getResourceAsStream(path), () -> "missing from the program: " + path);
        }

        @Override
        public String getAbsolutePath() {
            return folder + "/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
