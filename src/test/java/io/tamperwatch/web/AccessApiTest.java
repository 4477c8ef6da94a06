package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class AccessApiTest {

    private static final String CHALLENGE = "Bearer realm=\"tamperwatch\"";
    private static final String UNAUTHENTICATED = """
            {"type": "urn:tamperwatch:problem:unauthenticated", "title": "Authentication required", "status": 401,
             "detail": "Send a valid token in the header \\"Authorization: Bearer …\\"."}""";

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/findings",
                "/api/v1/findings/e-1",
                "/api/v1/catalogue",
                "/api/v1/watches",
                "/api/v1/quarantine",
                "/api/v1/nothing",
                "/q/openapi",
                "/q/health",
                "/q/metrics",
                "/nothing"
            })
    void answersNothingToStrangers(String path) throws Exception {
        Response answer = given().get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(CHALLENGE);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(tree(answer)).isEqualTo(json.readTree(UNAUTHENTICATED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer twt_wrong",
                "Bearer",
                "Bearer ",
                "Bearer twt_viewer twt_viewer",
                "Bearer twt_viewer,",
                "Bearer twt_viewe",
                "Bearer twt_viewerr",
                "Bearer TWT_VIEWER",
                "Basic dmVyYTp0d3Rfdmlld2Vy",
                "twt_viewer",
                "Token twt_viewer"
            })
    void refusesWhatIsNoKnownToken(String authorization) throws Exception {
        Response answer = given().header("Authorization", authorization).get("/api/v1/findings");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(CHALLENGE + ", error=\"invalid_token\"");
        assertThat(tree(answer)).isEqualTo(json.readTree(UNAUTHENTICATED));
    }

    @Test
    void refusesTwoAuthorizations() {
        int status = given().header("Authorization", "Bearer twt_viewer", "Bearer twt_viewer")
                .get("/api/v1/findings")
                .statusCode();

        assertThat(status).isEqualTo(401);
    }

    @Test
    void takesTheSchemeInAnyCase() {
        assertThat(given().header("Authorization", "bEARER twt_viewer")
                        .get("/api/v1/catalogue")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsEachRoleDoWhatLowerOnesMayAndNoMore() throws Exception {
        assertThat(as(WithTokens.ADMIN).get("/api/v1/testing/admin").asString()).isEqualTo("admin");
        assertThat(as(WithTokens.ADMIN).get("/api/v1/catalogue").statusCode()).isEqualTo(200);

        Response refused = as(WithTokens.RESPONDER).get("/api/v1/testing/admin");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(tree(refused)).isEqualTo(json.readTree("""
                {"type": "urn:tamperwatch:problem:forbidden", "title": "Forbidden", "status": 403,
                 "detail": "The token's role does not allow this call."}"""));
    }

    @Test
    void refusesEverybodyWhereACallForgotToSayWhoMay() {
        assertThat(as(WithTokens.ADMIN).get("/api/v1/testing/forgotten").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/catalogue", "/api/v1/nothing", "/q/openapi", "/nothing"})
    void putsProtectiveHeadersOnEveryAnswer(String path) {
        for (Response answer : new Response[] {as(WithTokens.VIEWER).get(path), given().get(path)}) {
            Map.of(
                            "Cache-Control", "no-store",
                            "X-Content-Type-Options", "nosniff",
                            "X-Frame-Options", "DENY",
                            "Referrer-Policy", "no-referrer",
                            "Cross-Origin-Resource-Policy", "same-origin",
                            "Cross-Origin-Opener-Policy", "same-origin",
                            "Content-Security-Policy",
                                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
                    .forEach((name, value) -> assertThat(answer.getHeaders().getValues(name))
                            .as(name)
                            .containsExactly(value));
        }
    }

    @Test
    void answersWithAProblemWhateverIsWrong() throws Exception {
        assertProblem(
                as(WithTokens.VIEWER).get("/nothing"), 404, "not-found", "Not found", "There is nothing at this path.");
        assertProblem(
                as(WithTokens.VIEWER).get("/api/v1/nothing"),
                404,
                "not-found",
                "Not found",
                "There is nothing at this path.");
        assertProblem(
                as(WithTokens.VIEWER).accept("text/html").get("/api/v1/catalogue"),
                406,
                "not-acceptable",
                "Not acceptable",
                "The Accept header allows nothing this path can answer with; it answers with application/json.");
        assertProblem(
                as(WithTokens.VIEWER).contentType("text/plain").body("x").post("/api/v1/testing/body"),
                415,
                "unsupported-media-type",
                "Unsupported media type",
                "The body's Content-Type is not accepted; send application/json.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
    void onlyReads(String method) throws Exception {
        Response answer = as(WithTokens.ADMIN).request(method, "/api/v1/findings");

        assertProblem(answer, 405, "method-not-allowed", "Method not allowed", "This path takes GET, HEAD, OPTIONS.");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void answersHeadAndOptions() {
        Response head = as(WithTokens.VIEWER).head("/api/v1/catalogue");
        Response options = as(WithTokens.VIEWER).options("/api/v1/catalogue");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asString()).isEmpty();
        assertThat(head.contentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        assertThat(options.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void countsHowAuthenticationsEnd() {
        double accepted = count("accepted");
        double missing = count("missing");
        double malformed = count("malformed");
        double unknown = count("unknown");

        as(WithTokens.VIEWER).get("/api/v1/catalogue");
        given().get("/api/v1/catalogue");
        given().header("Authorization", "Basic x").get("/api/v1/catalogue");
        as("twt_other").get("/api/v1/catalogue");

        assertThat(new double[] {count("accepted"), count("missing"), count("malformed"), count("unknown")})
                .containsExactly(accepted + 1, missing + 1, malformed + 1, unknown + 1);
    }

    @Test
    void doesNotGuardTheHostWhereTokensDo() {
        assertThat(as(WithTokens.VIEWER)
                        .header("Host", "tamperwatch.example.com")
                        .get("/api/v1/catalogue")
                        .statusCode())
                .isEqualTo(200);
    }

    private double count(String result) {
        return meters.get("tamperwatch.authentications")
                .tag("result", result)
                .counter()
                .count();
    }

    private void assertProblem(Response answer, int status, String kind, String title, String detail) throws Exception {
        assertThat(tree(answer)).isEqualTo(json.readTree("""
                {"type": "urn:tamperwatch:problem:%s", "title": "%s", "status": %d, "detail": "%s"}""".formatted(kind, title, status, detail)));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private JsonNode tree(Response answer) throws Exception {
        return json.readTree(answer.asString());
    }
}
