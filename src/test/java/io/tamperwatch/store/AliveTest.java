package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AliveTest {

    @Test
    void saysItsWordOverAndOverWhateverComesOfIt() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(3);
        try (var _ = Alive.keep(
                () -> {
                    said.countDown();
                    throw new SQLException("of a test", "57P01");
                },
                Duration.ofMillis(1))) {
            assertThat(said.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
