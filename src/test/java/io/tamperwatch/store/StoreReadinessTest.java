package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreReadinessTest {

    @TempDir
    Path temp;

    @Test
    void isUpWhenTheStoreTakesAWriteAndElseSaysWhyNot() throws IOException {
        Path directory = temp.resolve("data");
        Files.createFile(directory);
        try (Database database = new Database(new SqliteDialect(new DataDirectory(directory)))) {
            StoreReadiness readiness = new StoreReadiness(database);
            HealthCheckResponse down = readiness.call();
            assertThat(down.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(down.getData())
                    .hasValueSatisfying(data -> assertThat(data.get("reason"))
                            .asString()
                            .startsWith("the store cannot be used: ")
                            .contains(directory.toString()));
            Files.delete(directory);
            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(readiness.call().getData()).isEqualTo(Optional.<Map<String, Object>>empty());
        }
    }
}
