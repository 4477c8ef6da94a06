package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.Status;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithTokens.class)
class FindingsApiTest {

    private static final String FULL_WITHOUT_RECORD = """
        {
          "id": "e-1", "account": "production", "accountId": "111122223333",
          "detection": "certificate-gone", "detections": ["certificate-gone"],
          "eventSource": "iam.amazonaws.com", "eventName": "DeleteSigningCertificate",
          "occurredAt": "2026-01-31T09:00:00Z", "detectedAt": "2026-01-31T09:04:12.345Z",
          "region": "us-east-1", "outcome": "denied", "errorCode": "AccessDenied", "errorMessage": "not allowed",
          "denial": {"action": "iam:DeleteSigningCertificate",
            "principal": "arn:aws:sts::111122223333:assumed-role/ops/x", "resource": "user alice",
            "policyType": "service-control", "explicit": true},
          "severity": "medium", "status": "open", "change": "no-op",
          "actor": {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/ops/x", "name": "ops",
            "accountId": "111122223333", "accessKeyId": "ASIAEXAMPLE", "mfa": true,
            "issuerArn": "arn:aws:iam::111122223333:role/ops", "invokedBy": "cloudformation.amazonaws.com",
            "crossAccount": false, "person": "alice@example.com", "sessionName": "x",
            "sessionStartedAt": "2026-01-31T08:02:11Z", "sourceIdentity": "alice@example.com",
            "onBehalfOf": "user-1", "identityStoreArn": "arn:store", "provider": "arn:idp", "subject": "alice",
            "issuerType": "Role", "assumedRoot": true},
          "origin": {"sourceAddress": "203.0.113.7", "userAgent": "aws-cli/2 \\u001b[2J<script>", "console": true},
          "target": {"kind": "signing-certificate", "userName": "alice", "certificateId": "CERT1",
            "providerArn": "arn:provider", "clientId": "client", "resource": "other"},
          "signals": [{"code": "no-mfa", "weight": 10, "why": "There was no MFA."}],
          "scenarios": [{"id": "intruder", "title": "An intruder", "fit": "likely", "why": "No MFA."}],
          "history": [{"at": "2026-01-31T09:04:12.345Z", "what": "detected", "who": null, "note": null}],
          "session": null,
          "impact": null,
          "record": null
        }\
        """;

    private static final String SESSION = """
        {"result": "traced", "why": "The session began with long-term credentials.",
          "links": [{"accessKeyId": "ASIAEXAMPLE", "eventId": "e-0", "eventSource": "sts.amazonaws.com",
            "eventName": "AssumeRole", "occurredAt": "2026-01-31T08:59:00Z", "region": "eu-west-1",
            "caller": {"type": "IAMUser", "arn": "arn:alice", "name": "alice", "accountId": "111122223333",
              "accessKeyId": "AKIAEXAMPLE", "mfa": null, "issuerArn": null, "invokedBy": null, "crossAccount": false,
              "person": null, "sessionName": null, "sessionStartedAt": null, "sourceIdentity": null,
              "onBehalfOf": null, "identityStoreArn": null, "provider": null, "subject": null, "issuerType": null,
              "assumedRoot": null},
            "sourceAddress": "203.0.113.7", "userAgent": "aws-cli/2 <script>",
            "role": "arn:aws:iam::111122223333:role/ops", "expiresAt": "Jan 31, 2026, 10:00:00 AM"}],
          "activity": {"from": "2026-01-31T08:00:00Z", "until": "2026-01-31T10:00:00Z", "events": 3, "failures": 2,
            "complete": false, "deeds": [{"eventSource": "iam.amazonaws.com", "eventName": "ListUsers",
              "region": "us-east-1", "outcome": "denied", "errorCode": "AccessDenied", "count": 2,
              "firstAt": "2026-01-31T09:00:00Z", "lastAt": "2026-01-31T10:00:00Z"}]},
          "lookedAt": "2026-01-31T10:00:00Z", "againAt": "2026-01-31T10:01:00Z"}\
        """;

    private static final String WHOLE = FULL_WITHOUT_RECORD.replace("\"session\": null", "\"session\": " + SESSION);

    @Inject
    TestingFindingStore store;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void emptyStore() {
        store.reset();
    }

    @Test
    void tellsEverythingKnownInTheWordsOfTheContract() throws Exception {
        store.findings.add(Samples.full());

        Response answer = get(WithTokens.VIEWER, "/api/v1/findings");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(tree(answer))
                .isEqualTo(json.readTree("{\"items\":[" + FULL_WITHOUT_RECORD + "],\"nextCursor\":null}"));
    }

    @Test
    void handsEveryFilterToTheStore() {
        get(
                WithTokens.VIEWER,
                "/api/v1/findings?status=open,resolved&status=suppressed&severity=critical&severity=info,&detection=a"
                        + "&event=B,C&account=111122223333&actor=Alice%20B&since=2026-01-31T10:00:00%2B01:00"
                        + "&until=2026-01-31T10:00:00Z&q=50%25&cursor=&limit=7");

        assertThat(store.asked)
                .containsExactly(new FindingQuery(
                        Set.of(Status.OPEN, Status.RESOLVED, Status.SUPPRESSED),
                        Set.of(Severity.CRITICAL, Severity.INFO),
                        Set.of("a"),
                        Set.of("B", "C"),
                        Set.of("111122223333"),
                        "Alice B",
                        Samples.NINE,
                        Samples.TEN,
                        "50%",
                        null,
                        7));
    }

    @Test
    void asksForTheNewestFiftyWhenNothingIsSaid() {
        get(WithTokens.VIEWER, "/api/v1/findings");

        assertThat(store.asked).containsExactly(FindingQuery.newest(50));
    }

    @Test
    void pagesThroughEverythingOnceWhileFindingsAreAdded() throws Exception {
        for (int i = 0; i < 7; i++) {
            store.findings.add(Samples.bare("e-" + i, Samples.NINE.plusSeconds(i / 3)));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = tree(get(WithTokens.VIEWER, "/api/v1/findings?limit=2&cursor=" + cursor));
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            cursor = page.get("nextCursor").asText("");
            store.findings.add(Samples.bare("new-" + seen.size(), Samples.TEN));
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("e-6", "e-5", "e-4", "e-3", "e-2", "e-1", "e-0");
    }

    @Test
    void showsTheRecordToRespondersAndAdminsOnly() throws Exception {
        store.findings.add(Samples.full());
        JsonNode withRecord = json.readTree(WHOLE.replace("\"record\": null", "\"record\": " + Samples.RECORD));

        assertThat(tree(get(WithTokens.VIEWER, "/api/v1/findings/e-1"))).isEqualTo(json.readTree(WHOLE));
        assertThat(tree(get(WithTokens.RESPONDER, "/api/v1/findings/e-1"))).isEqualTo(withRecord);
        assertThat(tree(get(WithTokens.ADMIN, "/api/v1/findings/e-1"))).isEqualTo(withRecord);
    }

    @ParameterizedTest
    @CsvSource({"AKIAEXAMPLE,HIGH,no-temporary-key", "ASIAEXAMPLE,LOW,below-medium", "ASIAEXAMPLE,MEDIUM,waiting"})
    void saysWhyNothingIsToldOfTheSession(String key, Severity severity, String result) throws Exception {
        store.findings.add(Samples.untraced("e-2", key, severity));

        JsonNode session = tree(get(WithTokens.VIEWER, "/api/v1/findings/e-2")).get("session");

        assertThat(session.get("result").textValue()).isEqualTo(result);
        assertThat(session.get("why").textValue()).isNotBlank();
        assertThat(session.get("activity").isNull()).isTrue();
    }

    @Test
    void answersNotModifiedToWhoeverHasTheAnswerAlready() {
        store.findings.add(Samples.full());
        String tag = get(WithTokens.VIEWER, "/api/v1/findings/e-1").header("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");

        assertThat(conditional(WithTokens.VIEWER, tag).statusCode()).isEqualTo(304);
        assertThat(conditional(WithTokens.VIEWER, "\"x\", W/" + tag).statusCode())
                .isEqualTo(304);
        assertThat(conditional(WithTokens.VIEWER, "*").statusCode()).isEqualTo(304);
        assertThat(conditional(WithTokens.VIEWER, "\"x\"").statusCode()).isEqualTo(200);
        assertThat(conditional(WithTokens.RESPONDER, tag).statusCode()).isEqualTo(200);
        assertThat(conditional(WithTokens.VIEWER, tag).header("ETag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        severity=grave                    | severity | grave        | critical, high, medium, low, info
        severity=CRITICAL                 | severity | CRITICAL     | critical, high, medium, low, info
        status=open,closed                | status   | closed       | open, acknowledged, resolved, suppressed
        since=yesterday                   | since    | yesterday    | a time as ISO 8601 writes it, with offset, 1970 to 9999: 2026-01-31T09:00:00Z
        until=2026-01-31                  | until    | 2026-01-31   | a time as ISO 8601 writes it, with offset, 1970 to 9999: 2026-01-31T09:00:00Z
        since=1969-12-31T23:59:59Z        | since    | 1969-12-31T23:59:59Z | a time as ISO 8601 writes it, with offset, 1970 to 9999: 2026-01-31T09:00:00Z
        since=2026-01-31T09:00:00Z&until=2026-01-31T09:00:00Z | until | 2026-01-31T09:00:00Z | a time after since, which is 2026-01-31T09:00:00Z
        limit=0                           | limit    | 0            | a whole number, 1 to 500
        limit=501                         | limit    | 501          | a whole number, 1 to 500
        limit=ten                         | limit    | ten          | a whole number, 1 to 500
        limit=1&limit=2                   | limit    | 1,2          | one value
        actor=a%00b                       | actor    | a\uFFFDb     | at most 200 characters, no control characters
        event=a%0Ab                       | event    | a\uFFFDb     | at most 200 characters, no control characters
        cursor=abc                        | cursor   | abc          | the nextCursor of an earlier page, unchanged
        cursor=MgoyMDI2LTAxLTMxVDA5OjAwOjAwWgpwcm9kdWN0aW9uCmUtMQ | cursor | MgoyMDI2LTAxLTMxVDA5OjAwOjAwWgpwcm9kdWN0aW9uCmUtMQ | the nextCursor of an earlier page, unchanged
        serverity=high                    | serverity | high        | one of the parameters status, severity, detection, event, account, actor, since, until, q, cursor, limit
        """)
    void refusesWhatCannotBeMeant(String query, String field, String value, String allowed) throws Exception {
        Response answer = get(WithTokens.VIEWER, "/api/v1/findings?" + query);

        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(tree(answer)).isEqualTo(json.readTree("""
            {"type": "urn:tamperwatch:problem:invalid-request", "title": "Invalid request", "status": 400,
             "detail": "The request has parameters that cannot be accepted.",
             "errors": [{"field": "%s", "value": "%s", "allowed": "%s"}]}\
            """.formatted(field, value, allowed)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(store.asked).isEmpty();
    }

    @Test
    void listsEverythingThatIsWrongAtOnceAndCutsLongValues() throws Exception {
        JsonNode problem = tree(get(
                WithTokens.VIEWER, "/api/v1/findings?limit=x&severity=y&" + "z".repeat(300) + "=" + "w".repeat(300)));

        assertThat(problem.get("errors")).isEqualTo(json.readTree("""
            [{"field": "%s", "value": "%s", "allowed": "one of the parameters status, severity, detection, event, account, actor, since, until, q, cursor, limit"},
             {"field": "severity", "value": "y", "allowed": "critical, high, medium, low, info"},
             {"field": "limit", "value": "x", "allowed": "a whole number, 1 to 500"}]\
            """.formatted("z".repeat(100), "w".repeat(100))));
    }

    @ParameterizedTest
    @CsvSource({"no-such-id", "%00", "..%2F", "e-1%0A"})
    void answersNotFoundForAnIdNobodyKnows(String id) throws Exception {
        store.findings.add(Samples.full());

        Response answer = get(WithTokens.ADMIN, "/api/v1/findings/" + id);

        assertThat(tree(answer)).isEqualTo(json.readTree("""
            {"type": "urn:tamperwatch:problem:not-found", "title": "Not found", "status": 404,
             "detail": "There is nothing at this path."}\
            """));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhenToTryAgainWhileTheStoreIsAway() throws Exception {
        store.beUnavailable();

        Response answer = get(WithTokens.VIEWER, "/api/v1/findings");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(tree(answer)).isEqualTo(json.readTree("""
            {"type": "urn:tamperwatch:problem:store-unavailable", "title": "Store unavailable", "status": 503,
             "detail": "The store cannot be reached or cannot be used right now. Try again shortly."}\
            """));
    }

    @Test
    void keepsInternalsToItselfWhenItFails() throws Exception {
        store.failure = new IllegalStateException("secret");

        Response answer = get(WithTokens.VIEWER, "/api/v1/findings/e-1");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.asString()).doesNotContain("secret");
        assertThat(tree(answer).get("instance").asText()).matches("urn:uuid:[0-9a-f-]{36}");
        assertThat(tree(answer).get("type").asText()).isEqualTo("urn:tamperwatch:problem:internal");
    }

    @Test
    void showsQuarantinedTextToRespondersOnly() throws Exception {
        store.quarantined.add(Samples.unreadable());
        String body = """
            {"items": [{"id": "q-1", "account": "production", "region": "us-east-1",
              "eventName": "DeleteSigningCertificate", "reason": "not JSON",
              "quarantinedAt": "2026-01-31T10:00:00Z", "record": %s}], "total": 1}\
            """;

        assertThat(tree(get(WithTokens.VIEWER, "/api/v1/quarantine"))).isEqualTo(json.readTree(body.formatted("null")));
        assertThat(tree(get(WithTokens.RESPONDER, "/api/v1/quarantine?limit=5")))
                .isEqualTo(json.readTree(body.formatted("\"\\\"}rubbish\"")));
        assertThat(get(WithTokens.VIEWER, "/api/v1/quarantine?limit=501").statusCode())
                .isEqualTo(400);
    }

    private static Response get(String token, String path) {
        return given().urlEncodingEnabled(false).auth().oauth2(token).get(path);
    }

    private static Response conditional(String token, String known) {
        return given().auth().oauth2(token).header("If-None-Match", known).get("/api/v1/findings/e-1");
    }

    private JsonNode tree(Response answer) throws Exception {
        return json.readTree(answer.asString());
    }
}
