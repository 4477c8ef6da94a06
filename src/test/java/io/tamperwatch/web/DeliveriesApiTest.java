package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Notice;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class DeliveriesApiTest {

    private static final String PATH = "/api/v1/deliveries";
    private static final HistoryEntry ACKNOWLEDGED =
            new HistoryEntry(Instant.parse("2026-01-31T10:00:00Z"), "acknowledged", "ruth", "mine");
    private static final Instant TRIED = Instant.parse("2026-01-31T22:00:00Z");

    @Inject
    TestingNotificationStore store;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void oneOfEach() {
        store.notices.clear();
        store.notices.add(new Notice(7, Samples.full(), ACKNOWLEDGED, 20, null, TRIED, "HTTP status 400"));
        store.notices.add(new Notice(8, Samples.full(), ACKNOWLEDGED, 0, TRIED, null, null));
    }

    @Test
    void showsWhatWasGivenUpAndHowMuchWaits() throws Exception {
        assertThat(tree(as(WithTokens.VIEWER).get(PATH)))
                .isEqualTo(json.readTree("""
                    {"items": [{"number": 7, "state": "given_up", "finding": "e-1", "detection": "%s", "what": "acknowledged",
                      "at": "2026-01-31T10:00:00Z", "attempts": 20, "dueAt": null, "triedAt": "2026-01-31T22:00:00Z",
                      "error": "HTTP status 400"}],
                     "waiting": 1, "givenUp": 1}\
                    """.formatted(Samples.full().detection())));
        assertThat(tree(as(WithTokens.VIEWER).get(PATH + "?state=waiting"))
                        .at("/items/0/number")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void lessThanAnAdministratorLooksOnly() {
        assertThat(as(WithTokens.RESPONDER).post(PATH + "/redeliver").statusCode())
                .isEqualTo(403);
        assertThat(as(WithTokens.RESPONDER).post(PATH + "/7/redeliver").statusCode())
                .isEqualTo(403);
        assertThat(store.countNotices(true)).isEqualTo(1);
    }

    @Test
    void triesOneAgain() throws Exception {
        assertThat(tree(as(WithTokens.ADMIN).post(PATH + "/7/redeliver")).toString())
                .isEqualTo("{\"redelivered\":1}");
        assertThat(store.notice(7).orElseThrow().attempts()).isZero();
        assertThat(store.countNotices(true)).isZero();
    }

    @Test
    void triesAllAgain() throws Exception {
        assertThat(tree(as(WithTokens.ADMIN).post(PATH + "/redeliver")).toString())
                .isEqualTo("{\"redelivered\":1}");
        assertThat(tree(as(WithTokens.ADMIN).post(PATH + "/redeliver")).toString())
                .isEqualTo("{\"redelivered\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "x", "-7", "99999999999999999999"})
    void knowsNoOthers(String number) {
        assertThat(as(WithTokens.ADMIN).post(PATH + "/" + number + "/redeliver").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=dead", "state=waiting,given_up", "limit=0", "other=1"})
    void refusesWhatCannotBeMeant(String query) {
        assertThat(as(WithTokens.VIEWER).get(PATH + "?" + query).statusCode()).isEqualTo(400);
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private JsonNode tree(Response answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json.readTree(answer.asString());
    }
}
