package io.tamperwatch.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Target;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.UploadedBodies;
import io.tamperwatch.session.SessionHistory.By;
import io.tamperwatch.store.TestingStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTracingTest {

    private static final Instant NOON = Findings.NOON;
    private static final Instant NOW = NOON.plusSeconds(1800);
    private static final String DIGITS = "111122223333";

    @TempDir
    Path directory;

    private final TestingSessionHistory history = new TestingSessionHistory();
    private final TestingLessons store = new TestingLessons(deletion());
    private TestingStores stores;
    private InventoryStore inventory;
    private UploadTracing tracing;

    @BeforeEach
    void open() {
        stores = new TestingStores(directory);
        inventory = stores.inventory();
        tracing = at(NOW);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void takesTheBodyFromTheEventOfTheUpload() {
        Instant uploaded = NOON.minus(Duration.ofDays(40));
        upload("C0", "ANOTHER", uploaded.plusSeconds(60), null);
        upload("C1", "BODY", uploaded, null);

        assertThat(tracing.look(store.finding)).isTrue();

        assertThat(inventory.before(DIGITS, Held.Certificate.class, "C1", NOON))
                .hasValueSatisfying(seen -> assertThat(seen.held())
                        .isEqualTo(new Held.Certificate("C1", "dana", "BODY", "Active", uploaded)));
        assertThat(inventory.present(DIGITS, Held.Certificate.class, "C1")).isEmpty();
        assertThat(store.finding.history())
                .endsWith(new HistoryEntry(
                        NOW,
                        "certificate found",
                        null,
                        "The event of its upload, of 2026-01-20T12:00:00Z, holds the certificate: it can be uploaded"
                                + " again."));
        assertThat(store.againAt).isNull();
        assertThat(history.asked)
                .containsExactly(new SessionHistory.Question(
                        "production",
                        "us-east-1",
                        By.EVENT_NAME,
                        "UploadSigningCertificate",
                        NOW.minus(Duration.ofDays(90)),
                        NOON,
                        4));

        assertThat(tracing.look(store.finding)).isTrue();
        assertThat(history.asked).as("nothing more to ask").hasSize(1);
    }

    @Test
    void asksNothingOfWhatTheInventoryKnows() {
        inventory.saw(
                DIGITS, Set.of(new Held.Certificate("C1", "dana", "KEPT", "Active", null)), NOON.minusSeconds(60));

        tracing.look(store.finding);

        assertThat(history.asked).isEmpty();
        assertThat(store.againAt).isNull();
        assertThat(store.finding).isEqualTo(deletion());
    }

    @Test
    void takesNoUploadThatFailedAndLooksAgainForAWhile() {
        upload("C1", "BODY", NOON.minusSeconds(60), "AccessDenied");

        tracing.look(store.finding);
        assertThat(inventory.before(DIGITS, Held.Certificate.class, "C1", NOON)).isEmpty();
        assertThat(store.againAt).isEqualTo(NOW.plus(Duration.ofMinutes(20)));

        at(NOON.plus(Duration.ofHours(3))).look(store.finding);
        assertThat(store.againAt).isNull();
    }

    @Test
    void looksAgainWhenAwsFails() {
        history.failing.put("us-east-1", new SessionHistory.Failed());
        tracing.look(store.finding);
        assertThat(store.againAt).isEqualTo(NOW.plus(Duration.ofMinutes(20)));

        history.failing.put("us-east-1", new SessionHistory.Stopped());
        int lessons = store.lessons;
        assertThat(tracing.look(store.finding)).isFalse();
        assertThat(store.lessons).isEqualTo(lessons);
    }

    private UploadTracing at(Instant now) {
        return new UploadTracing(
                store, history, new UploadedBodies(inventory, store), Clock.fixed(now, ZoneOffset.UTC));
    }

    private void upload(String id, String body, Instant at, String errorCode) {
        ObjectNode record = TestingSessionHistory.record(
                "u" + id,
                "iam.amazonaws.com",
                "UploadSigningCertificate",
                at,
                TestingSessionHistory.identity("Root", null));
        record.putObject("requestParameters").put("userName", "dana").put("certificateBody", body);
        record.putObject("responseElements")
                .putObject("certificate")
                .put("certificateId", id)
                .put("certificateBody", body);
        if (errorCode != null) {
            record.put("errorCode", errorCode);
        }
        history.put("us-east-1", By.EVENT_NAME, "UploadSigningCertificate", record);
    }

    private static Finding deletion() {
        Finding finding = Findings.byRole();
        return new Finding(
                finding.id(),
                finding.account(),
                finding.accountId(),
                finding.detection(),
                finding.detections(),
                finding.eventSource(),
                finding.eventName(),
                finding.occurredAt(),
                finding.detectedAt(),
                finding.region(),
                finding.outcome(),
                null,
                null,
                null,
                finding.severity(),
                finding.status(),
                finding.change(),
                finding.actor(),
                finding.origin(),
                new Target("signing-certificate", "dana", "C1", null, null, null),
                List.of(),
                List.of(),
                finding.history(),
                "null");
    }
}
