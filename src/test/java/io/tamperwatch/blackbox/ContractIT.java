package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.blackbox.ApiContract.Operation;
import io.tamperwatch.emulator.AwsEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the product answers is what the committed document says: each operation, its success and its refusals, every member of
 * every answer. With WRITE_EXAMPLES=true in the environment the document's examples are written from these answers.
 */
class ContractIT {

    private static final String FINDING = Records.id(0);
    private static final String NOWHERE = "00000000-0000-0000-0000-000000000000";
    private static final String SUPPRESSION = """
        {"actor": "arn:aws:iam::111122223333:role/rotation", "reason": "yearly rotation, CHG-4711", "expiresAt": "%s"}\
        """;

    @TempDir
    static Path directory;

    private static final ApiContract CONTRACT = ApiContract.committed();
    private static final Map<String, JsonNode> EXAMPLES = new ConcurrentSkipListMap<>();
    private static final Map<String, Set<Integer>> SEEN = new ConcurrentSkipListMap<>();

    private static AwsEmulator aws;
    private static LaunchedService service;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        aws.history().add(Records.number(0, Instant.now()), Instant.now());
        aws.history().add(Records.number(1, Instant.now()), Instant.now());
        service = Launch.watching(aws, directory)
                .set("tamperwatch.security.mode", "token")
                .set("tamperwatch.security.tokens.vera.sha256", sha256("twt_vera"))
                .set("tamperwatch.security.tokens.vera.role", "viewer")
                .set("tamperwatch.security.tokens.ada.sha256", sha256("twt_ada"))
                .set("tamperwatch.security.tokens.ada.role", "admin")
                .set("tamperwatch.posture.every", "1h")
                .set("tamperwatch.rights.every", "1h")
                .set("tamperwatch.webhook.url", "http://127.0.0.1:" + Ports.free())
                .set("tamperwatch.webhook.secret", "k".repeat(32))
                .start();
        service.until("found", () -> admin().findings().size() == 2);
        service.until(
                "looked at",
                () -> !admin().json("/api/v1/posture").path("items").isEmpty());
        service.until("to be told", () -> !waiting().isEmpty());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        aws.close();
    }

    private static Api admin() {
        return service.api().withToken("twt_ada");
    }

    private static Api viewer() {
        return service.api().withToken("twt_vera");
    }

    private static JsonNode waiting() {
        return admin().json("/api/v1/deliveries?state=waiting").path("items");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyAnswerIsAsDescribed() throws IOException {
        succeeds();
        refuses();
        slows();

        assertThat(SEEN.keySet()).isEqualTo(new TreeSet<>(CONTRACT.operations().keySet()));
        assertThat(SEEN)
                .allSatisfy((operation, statuses) -> assertThat(statuses)
                        .as(operation)
                        .containsAll(reachable(CONTRACT.operations().get(operation))));
        if ("true".equals(System.getenv("WRITE_EXAMPLES"))) {
            write();
        }
    }

    /** What is described and can be brought about: not that the product fails, nor that its store is away. */
    private static Set<Integer> reachable(Operation operation) {
        Set<Integer> statuses = new HashSet<>();
        operation
                .description()
                .path("responses")
                .fieldNames()
                .forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        statuses.removeAll(Set.of(500, 503));
        boolean forEverybody = operation.method().equals("get");
        if (forEverybody) {
            statuses.remove(403);
        }
        return statuses;
    }

    private static void succeeds() {
        String detection = admin().json("/api/v1/catalogue").at("/items/0/id").asText();
        expect(200, "listDetections", admin(), "");
        expect(200, "getDetection", admin(), detection, "");
        expect(200, "listFindings", admin(), "?status=open&limit=1");
        expect(200, "getFinding", admin(), FINDING, "");
        check(304, "getFinding", admin().send("GET", "/api/v1/findings/" + FINDING, null, "If-None-Match", "*"));
        expect(200, "getEvidence", admin(), FINDING, "");
        for (String format : List.of("", "?format=markdown", "?format=cli", "?format=python")) {
            expect(200, "getRemediation", admin(), FINDING, format);
        }
        for (String format : List.of("ndjson", "csv", "ocsf", "asff")) {
            expect(200, "exportFindings", viewer(), "?format=" + format);
        }
        expect(200, "acknowledgeFinding", admin(), FINDING, "", "{\"note\": \"looking at it\"}");
        expect(200, "resolveFinding", admin(), FINDING, "", "{\"note\": \"undone\"}");
        expect(200, "reopenFinding", admin(), FINDING, "", "{}");
        expect(200, "listPosture", viewer(), "");
        for (String format : List.of("", "?format=markdown", "?format=cli", "?format=python")) {
            String path = "/api/v1/posture/default/password-policy-present/remediation" + format;
            check(200, "getPostureRemediation", viewer().get(path));
        }
        expect(200, "listQuarantine", viewer(), "");
        expect(200, "listRights", viewer(), "");
        expect(200, "listWatches", viewer(), "");
        expect(200, "listDeliveries", viewer(), "?state=waiting");
        expect(200, "redeliverAll", admin(), "", "", "");
        expect(200, "redeliver", admin(), waiting().get(0).path("number").asText(), "", "");
        String until = Instant.now().plusSeconds(3600).toString();
        JsonNode suppression = expect(201, "addSuppression", admin(), "", "", SUPPRESSION.formatted(until))
                .json();
        expect(200, "listSuppressions", viewer(), "");
        expect(200, "endSuppression", admin(), suppression.path("id").asText(), "");
    }

    private static void refuses() {
        for (Operation operation : CONTRACT.operations().values()) {
            String part = operation.path().contains("{") ? NOWHERE : "";
            boolean changes = !operation.method().equals("get");
            String body = operation.method().equals("post") ? "{}" : null;
            expect(400, operation.id(), admin(), part, "?nonsense=1", body);
            expect(401, operation.id(), service.api(), part, "", body);
            if (changes) {
                expect(403, operation.id(), viewer(), part, "", body);
            }
            if (!part.isEmpty()) {
                expect(404, operation.id(), admin(), part, "", body);
            }
            refusesOtherMethods(operation);
        }
        admin().post("/api/v1/findings/" + FINDING + "/resolve", "{}");
        expect(409, "acknowledgeFinding", admin(), FINDING, "", "{}");
        for (String step : List.of("acknowledge", "resolve", "reopen")) {
            Answer stale = admin().send(
                            "POST", "/api/v1/findings/" + FINDING + "/" + step, "{}", "If-Match", "\"of-yesterday\"");
            check(412, step + "Finding", stale);
        }
    }

    /** A path that is there answers a method it does not take with 405, and says which it takes. */
    private static void refusesOtherMethods(Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]+}", NOWHERE);
        Set<String> taken = new TreeSet<>();
        CONTRACT.operations().values().stream()
                .filter(other -> other.path().equals(operation.path()))
                .forEach(other -> taken.add(other.method().toUpperCase(Locale.ROOT)));
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (!taken.contains(method)) {
                Answer answer = admin().send(method, path, method.equals("GET") ? null : "{}");
                assertThat(answer.status()).as("%s %s", method, path).isEqualTo(405);
                assertThat(answer.json().path("detail").asText())
                        .as("%s %s", method, path)
                        .contains(taken);
            }
        }
    }

    private static void slows() {
        Api guesser = service.api().withToken("twt_wrong");
        for (int i = 0; i < 31; i++) {
            guesser.get("/api/v1/watches");
        }
        // each waits a second for its answer
        CONTRACT.operations().values().stream().parallel().forEach(operation -> {
            String body = operation.method().equals("post") ? "{}" : null;
            expect(429, operation.id(), guesser, operation.path().contains("{") ? NOWHERE : "", "", body);
        });
        assertThat(viewer().get("/api/v1/watches").status()).isEqualTo(200);
    }

    /** What a program sends that always says it wants JSON. */
    @Test
    void exportsWhatIsAskedForWhateverAcceptSays() {
        for (String format : List.of("ndjson", "csv")) {
            Answer answer = viewer().send(
                            "GET", "/api/v1/findings/export?format=" + format, null, "Accept", "application/json");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.type()).isEqualTo(format.equals("csv") ? "text/csv" : "application/x-ndjson");
        }
    }

    private static Answer expect(int status, String operation, Api api, String query) {
        return expect(status, operation, api, "", query, null);
    }

    private static Answer expect(int status, String operation, Api api, String part, String query) {
        return expect(status, operation, api, part, query, null);
    }

    private static Answer expect(int status, String id, Api api, String part, String query, @Nullable String body) {
        Operation operation = CONTRACT.operations().get(id);
        String path = operation.path().replaceAll("\\{[^}]+}", part) + query;
        Answer answer = api.send(operation.method().toUpperCase(Locale.ROOT), path, body);
        check(status, id, answer);
        return answer;
    }

    private static void check(int status, String id, Answer answer) {
        Operation operation = CONTRACT.operations().get(id);
        assertThat(answer.status()).as("%s: %s", id, answer.body()).isEqualTo(status);
        assertThat(CONTRACT.breaches(operation, answer)).as("%s %d", id, status).isEmpty();
        SEEN.computeIfAbsent(id, key -> ConcurrentHashMap.newKeySet()).add(status);
        if (answer.type().equals("application/json")) {
            EXAMPLES.putIfAbsent(id, answer.json());
        } else if (answer.type().startsWith("text/") && status == 200) {
            String beginning = answer.body().lines().limit(12).collect(Collectors.joining("\n"));
            EXAMPLES.putIfAbsent(id + " " + answer.type(), TextNode.valueOf(beginning));
        } else if (answer.type().equals("application/problem+json")) {
            String shared = operation
                    .description()
                    .path("responses")
                    .path(String.valueOf(status))
                    .path("$ref")
                    .asText();
            EXAMPLES.putIfAbsent(shared.substring(shared.lastIndexOf('/') + 1), answer.json());
        }
    }

    @Test
    void everyBodyHasAnExampleThatHolds() {
        Map<String, List<String>> breaches = new TreeMap<>();
        CONTRACT.operations().values().forEach(operation -> {
            List<String> wrong = CONTRACT.exampleBreaches(operation);
            if (!wrong.isEmpty()) {
                breaches.put(operation.id(), wrong);
            }
        });

        assertThat(breaches)
                .as("WRITE_EXAMPLES=true with this test writes examples.json; package and write the document anew then")
                .isEmpty();
    }

    private static void write() throws IOException {
        ObjectNode all = Answer.JSON.createObjectNode();
        ObjectNode requests = all.putObject("requests");
        requests.putObject("Note").put("note", "Ticket 4711, I am on it.");
        requests.set("addSuppression", Answer.JSON.readTree(SUPPRESSION.formatted("2026-12-31T00:00:00Z")));
        ObjectNode answers = all.putObject("answers");
        EXAMPLES.forEach((name, example) -> answers.set(name, brief(example)));
        answers.remove("exportFindings text/csv");
        answers.set("Moved", answers.remove("resolveFinding"));
        answers.remove(List.of("acknowledgeFinding", "reopenFinding"));
        answers.set(
                "Failed",
                problem(
                                "internal",
                                "Internal error",
                                500,
                                "The product failed to answer. The log tells why under the id given here.")
                        .put("instance", "urn:uuid:0f1f6f3a-8f0f-4a53-9d6b-0c6d9d1e9a55"));
        answers.set(
                "Unavailable",
                problem(
                        "store-unavailable",
                        "Store unavailable",
                        503,
                        "The store cannot be reached or cannot be used right now. Try again shortly."));
        Files.createDirectories(Path.of("src/main/resources/openapi"));
        Files.writeString(
                Path.of("src/test/resources/openapi/examples.json"),
                Answer.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private static ObjectNode problem(String kind, String title, int status, String detail) {
        return Answer.JSON
                .createObjectNode()
                .put("type", "urn:tamperwatch:problem:" + kind)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    /** The same with one element in each list: enough to see what is in it. */
    private static JsonNode brief(JsonNode node) {
        JsonNode copy = node.deepCopy();
        shorten(copy);
        return copy;
    }

    private static void shorten(JsonNode node) {
        if (node instanceof ArrayNode list) {
            while (list.size() > 1) {
                list.remove(1);
            }
        }
        node.forEach(ContractIT::shorten);
    }
}
