package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.replica.Alone;
import io.tamperwatch.setting.InvalidSetting;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Instant> asked = new ArrayList<>();
    private int left;

    /** Has {@code left} findings to forget, and fails when these are gone and it is asked with more than it can know. */
    private final FindingStore store = (FindingStore) Proxy.newProxyInstance(
            RetentionTest.class.getClassLoader(), new Class<?>[] {FindingStore.class}, (_, method, arguments) -> {
                if (!method.getName().equals("forgetResolved")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                if (left < 0) {
                    throw new StoreUnavailable("away", new IllegalStateException());
                }
                asked.add((Instant) arguments[0]);
                int gone = Math.min(left, (int) arguments[1]);
                left = left == Retention.AT_ONCE ? -1 : left - gone;
                return gone;
            });

    private Retention retention(String resolvedAfter) {
        Optional<String> setting = Optional.of(resolvedAfter).filter(text -> !text.isEmpty());
        return new Retention(() -> setting, store, new Alone("here"), registry, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private double counted() {
        return registry.get("tamperwatch.findings.forgotten").counter().count();
    }

    @Test
    void forgetsAFewAtATimeUntilNothingIsLeft() {
        left = 2 * Retention.AT_ONCE + 3;

        retention("400d").run();

        assertThat(asked).hasSize(3).containsOnly(NOON.minus(Duration.ofDays(400)));
        assertThat(counted()).isEqualTo(2 * Retention.AT_ONCE + 3.0);
    }

    @Test
    void forgetsNothingUnlessToldTo() {
        left = 5;

        retention("").run();

        assertThat(asked).isEmpty();
        assertThat(counted()).isZero();
    }

    @Test
    void countsWhatItHasForgottenBeforeTheStoreWentAway() {
        left = Retention.AT_ONCE;

        retention("400d").run();

        assertThat(counted()).isEqualTo(Retention.AT_ONCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "23h", "a year", "-5d"})
    void refusesWhatIsNoAge(String text) {
        assertThatThrownBy(() -> retention(text))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("tamperwatch.retention.resolved-after");
    }
}
