package io.tamperwatch.web.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tamperwatch.finding.Status;
import io.tamperwatch.web.PageSamples;
import io.tamperwatch.web.WithTokens;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class PagesTest {

    private static final Pattern MARK = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]+)\"");

    @Inject
    PageSamples samples;

    @BeforeEach
    void oneFinding() {
        samples.oneOpen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/findings",
                "/findings/e-1",
                "/posture",
                "/watches",
                "/suppressions",
                "/catalogue",
                "/catalogue/certificate-gone"
            })
    void areForPeopleWhoHaveLoggedIn(String path) {
        Response stranger = people().get(path);
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(stranger.header("Location")).isEqualTo("/login?next=" + path.replace("/", "%2F"));

        Response viewer = as(WithTokens.VIEWER_TOKEN).get(path);
        assertThat(viewer.statusCode()).as(viewer.asString()).isEqualTo(200);
        assertThat(viewer.header("Content-Security-Policy")).isEqualTo(Answers.POLICY);
        assertThat(viewer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(viewer.asString()).doesNotContain(" style=").doesNotContain(" onclick=");
    }

    @Test
    void aProgramWithoutATokenIsToldInJson() {
        assertThat(given().redirects().follow(false).get("/findings").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionReadsTheApiAndChangesNothingThroughIt() {
        RequestSpecification ruth = as(WithTokens.RESPONDER_TOKEN);
        assertThat(ruth.accept("application/json").get("/api/v1/findings/e-1").statusCode())
                .isEqualTo(200);
        assertThat(as(WithTokens.RESPONDER_TOKEN)
                        .contentType("application/json")
                        .post("/api/v1/findings/e-1/resolve")
                        .statusCode())
                .isEqualTo(401);
        assertThat(samples.status()).isEqualTo(Status.OPEN);
    }

    @Test
    void takesAStepForAFormOfOursOnly() {
        String session = session(WithTokens.RESPONDER_TOKEN);
        String page = with(session).get("/findings/e-1").asString();

        assertThat(step(session, "resolve", "", found(VERSION, page)).statusCode())
                .isEqualTo(403);
        assertThat(step(session(WithTokens.RESPONDER_TOKEN), "resolve", found(MARK, page), found(VERSION, page))
                        .statusCode())
                .isEqualTo(403);
        assertThat(samples.status()).isEqualTo(Status.OPEN);

        Response done = step(session, "resolve", found(MARK, page), found(VERSION, page));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.header("Location")).isEqualTo("/findings/e-1");
        assertThat(samples.status()).isEqualTo(Status.RESOLVED);

        Response late = step(session, "acknowledge", found(MARK, page), found(VERSION, page));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.asString()).contains("Somebody was quicker").contains("ruth resolved it");
    }

    @Test
    void aViewerChangesNothing() {
        String session = session(WithTokens.VIEWER_TOKEN);
        String page = with(session).get("/findings/e-1").asString();

        assertThat(page).doesNotContain("class=\"take\"").doesNotContain("The record as CloudTrail gave it");
        assertThat(step(session, "resolve", "x", "x").statusCode()).isEqualTo(403);
        assertThat(samples.status()).isEqualTo(Status.OPEN);
    }

    @Test
    void escapesWhatOthersWrote() {
        String page = as(WithTokens.RESPONDER_TOKEN).get("/findings/e-1").asString();

        assertThat(page)
                .contains("aws-cli/2 \\u{1b}[2J&lt;script&gt;")
                .doesNotContain("[2J<script>")
                .doesNotContain("\u001b");
    }

    @Test
    void theStoreBeingAwayIsSaidInPlainWords() {
        samples.away();
        Response answer = as(WithTokens.RESPONDER_TOKEN).get("/findings");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.asString()).contains("The store cannot be reached").doesNotContain("/secret/path");
    }

    @Test
    void refusesFiltersThatCannotBeMeantAndPagesThatAreNotThere() {
        RequestSpecification ruth = as(WithTokens.RESPONDER_TOKEN);
        Response answer = ruth.get("/findings?severity=<b>");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("critical, high, medium, low, info")
                .doesNotContain("<b>\"");
        Response none = as(WithTokens.RESPONDER_TOKEN).get("/findings/none");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.asString()).contains("tamperwatch.retention.resolved-after");
        assertThat(as(WithTokens.RESPONDER_TOKEN).get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aSessionCanBeEnded() {
        String session = session(WithTokens.VIEWER_TOKEN);
        String page = with(session).get("/watches").asString();

        Response answer = with(session).formParam("form", found(MARK, page)).post("/logout");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
    }

    private static RequestSpecification people() {
        return given().redirects().follow(false).accept("text/html");
    }

    private static RequestSpecification as(String token) {
        return with(session(token));
    }

    private static RequestSpecification with(String session) {
        return people().cookie("tamperwatch-loopback", session);
    }

    private static String session(String token) {
        Response answer =
                people().formParam("token", token).formParam("next", "/watches").post("/login");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/watches");
        assertThat(answer.header("Set-Cookie")).contains("HTTPOnly").contains("SameSite=Lax");
        return answer.cookie("tamperwatch-loopback");
    }

    private static Response step(String session, String step, String mark, String version) {
        return with(session)
                .formParam("form", mark)
                .formParam("version", version)
                .post("/findings/e-1/" + step);
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1);
    }
}
