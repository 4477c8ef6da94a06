package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.Suppression.Pattern;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FindingStore NOBODY_ASKS_IT = (FindingStore) Proxy.newProxyInstance(
            SuppressionsTest.class.getClassLoader(), new Class<?>[] {FindingStore.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final TestingSuppressionStore store = new TestingSuppressionStore();

    private Suppressions at(Instant now) {
        return new Suppressions(store, NOBODY_ASKS_IT, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Suppression of(String id, String target) {
        return new Suppression(
                id,
                null,
                null,
                new Pattern(target),
                null,
                "planned",
                "ruth",
                NOON.minusSeconds(60),
                NOON.plusSeconds(60),
                null,
                null);
    }

    @Test
    void coversNothingNewOnceExpiredOrEnded() {
        Suppression suppression = of("s-1", "client-1");
        store.add(suppression);
        assertThat(at(NOON.plusSeconds(60)).active()).isEmpty();
        Suppressions suppressions = at(NOON);
        assertThat(suppressions.active()).containsExactly(suppression);
        suppressions.end("s-1", "ada", null);
        assertThat(suppressions.active()).isEmpty();
    }

    @Test
    void whoeverEndsItFirstIsInTheAuditLogAndNobodyAfter() throws InterruptedException {
        store.add(of("s-1", "client-1"));
        Suppressions suppressions = at(NOON);
        Suppression ended = of("s-1", "client-1").ended(NOON, "ada");
        assertThat(TestingAudit.of(() -> {
                    assertThat(suppressions.end("s-1", "ada", "192.0.2.1")).contains(ended);
                    assertThat(suppressions.end("s-1", "ruth", "192.0.2.2")).contains(ended);
                    assertThat(suppressions.end("s-2", "ruth", "192.0.2.2")).isEmpty();
                }))
                .containsExactly("suppression ended id=\"s-1\" by=\"ada\" from=\"192.0.2.1\"");
    }

    @Test
    void nobodyEndsWhatHasExpired() throws InterruptedException {
        Suppression expired = of("s-1", "client-1");
        store.add(expired);
        assertThat(TestingAudit.of(() -> assertThat(at(NOON.plusSeconds(60)).end("s-1", "ada", "192.0.2.1"))
                        .contains(expired)))
                .isEmpty();
    }

    @Test
    void tellsWhichExpireSoon() {
        Suppression soon = of("s-1", "client-1");
        Suppressions suppressions = at(NOON);
        assertThat(suppressions.expiresSoon(soon)).isTrue();
        assertThat(at(NOON.minusSeconds(8 * 86_400)).expiresSoon(soon)).isFalse();
        assertThat(suppressions.expiresSoon(soon.ended(NOON, "ada"))).isFalse();
    }
}
