package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void namesEveryMigrationThereIs(String database) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db", database))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Schema.MIGRATIONS);
        }
    }

    /** From the first version on that may run beside another. */
    private static final int BASELINE = 12;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void onlyAddsOrSaysThatVersionsBeforeAreToStayAway(String database) throws IOException {
        for (String migration : Schema.MIGRATIONS) {
            int version = Schema.version(migration);
            if (version > BASELINE) {
                String sql = Files.readString(Path.of("src/main/resources/db", database, migration));
                assertThat(AdditiveMigrations.against(version, sql))
                        .as(migration)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table finding",
                "alter table finding\n  rename column search to words",
                "alter table finding alter column search type bytea",
                "alter table finding add column more text not null",
                "alter table finding add more text NOT NULL",
                "create unique index one on finding (id)",
                "create table a (b bigint); drop index finding_by_time",
                "insert into schema_floor (version) values (12); drop table finding"
            })
    void noticesWhatTheVersionBeforeWouldNotBear(String sql) {
        assertThat(AdditiveMigrations.against(14, sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b bigint not null, unique (b)); create index a_by_b on a (b)",
                "alter table finding add column more text; update finding set more = ''",
                "alter table finding add column more text not null default ''",
                "alter table a alter column b set storage plain -- drop",
                "drop table finding; insert into schema_floor (version) values (14)"
            })
    void bearsWhatOnlyAddsAndWhatIsSaid(String sql) {
        assertThat(AdditiveMigrations.against(14, sql)).isEmpty();
    }
}
