package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OpenOnLoopback.class)
class OpenAccessApiTest {

    @Inject
    TestingFindingStore store;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void oneFinding() {
        store.reset();
        store.findings.add(Samples.full());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.2:1", "[::1]:8080"})
    void showsEverythingToWhoeverAsksForThisMachine(String host) throws Exception {
        Response answer = given().header("Host", host).get("/api/v1/findings/e-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.asString()).get("record")).isEqualTo(json.readTree(Samples.RECORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "192.0.2.1", "0.0.0.0"})
    void refusesRequestsThatNameAnotherHost(String host) throws Exception {
        for (String path : new String[] {"/api/v1/findings", "/q/openapi", "/nothing"}) {
            Response answer = given().header("Host", host).get(path);

            assertThat(answer.statusCode()).isEqualTo(421);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            assertThat(json.readTree(answer.asString())).isEqualTo(json.readTree("""
                    {"type": "urn:tamperwatch:problem:host-refused", "title": "Host refused", "status": 421,
                     "detail": "Without access control only requests addressed to this machine's own loopback name are answered; the Host header names another."}"""));
        }
    }

    @Test
    void refusesRequestsWithoutAHost() {
        assertThat(HttpGuard.isForLoopback(null)).isFalse();
    }
}
