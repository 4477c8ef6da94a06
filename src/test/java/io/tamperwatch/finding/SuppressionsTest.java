package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.Suppression.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final TestingSuppressionStore store = new TestingSuppressionStore();
    private final TestingLife life = new TestingLife();

    private Suppressions at(Instant now) {
        return new Suppressions(store, life.store, Clock.fixed(now, ZoneOffset.UTC));
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

    private static Suppression ofTheDetection() {
        return new Suppression(
                "s-1",
                "iam-signing-certificate-deleted",
                null,
                null,
                null,
                "planned",
                "ruth",
                NOON.minusSeconds(60),
                NOON.plusSeconds(60),
                null,
                null);
    }

    private static String begun() {
        return "suppression begun id=\"s-1\" by=\"ruth\" from=\"192.0.2.1\" until=2026-03-01T12:01:00Z"
                + " reason=\"planned\"";
    }

    @Test
    void suppressesWhatIsOpenAndMatches() throws InterruptedException {
        List.of("e-1", "e-2", "e-3", "e-4").forEach(life::add);
        life.move("e-2", Move.ACKNOWLEDGE, NOON.minusSeconds(90));
        life.move("e-3", Move.RESOLVE, NOON.minusSeconds(90));
        assertThat(TestingAudit.of(() -> at(NOON).begin(ofTheDetection(), "192.0.2.1")))
                .containsExactly(begun(), "findings suppressed suppression=\"s-1\" count=3");
        assertThat(store.suppressions()).containsExactly(ofTheDetection());
        assertThat(List.of("e-1", "e-2", "e-4"))
                .allSatisfy(id -> assertThat(life.find(id).history())
                        .endsWith(new HistoryEntry(NOON, "suppressed", "ruth", "suppression s-1: planned")));
        assertThat(life.status("e-3")).isEqualTo(Status.RESOLVED);
    }

    @Test
    void isBegunAndInTheAuditLogThoughTheStoreFailsForTheOpenFindings() throws InterruptedException {
        life.add("e-1");
        life.add("e-2");
        life.beforeMove(() -> {
            if (life.status("e-1") == Status.SUPPRESSED) {
                throw new StoreUnavailable("away", new IllegalStateException());
            }
        });
        assertThat(TestingAudit.of(() -> at(NOON).begin(ofTheDetection(), "192.0.2.1")))
                .containsExactly(begun(), "findings suppressed suppression=\"s-1\" count=1");
        assertThat(store.suppressions()).containsExactly(ofTheDetection());
        assertThat(life.status("e-2")).isEqualTo(Status.OPEN);
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
