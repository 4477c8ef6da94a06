package io.tamperwatch.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Calls in an account, as CloudTrail records them, and what the product hands over for the last of them. */
final class TestingCalls {

    static final String MALLORY = """
        {"type": "IAMUser", "principalId": "AIDA0MALLORY", "arn": "arn:aws:iam::111122223333:user/ops/mallory",
         "accountId": "111122223333", "accessKeyId": "AKIA0MALLORYSEXAMPLE", "userName": "mallory"}\
        """;
    static final String OPERATOR = """
        {"type": "AssumedRole", "principalId": "AROA0OPERATOR:nightly", "arn": "arn:aws:sts::111122223333:assumed-role/operator/nightly",
         "accountId": "111122223333", "accessKeyId": "ASIA0OPERATOREXAMPLE",
         "sessionContext": {"sessionIssuer": {"type": "Role", "arn": "arn:aws:iam::111122223333:role/operator",
          "accountId": "111122223333", "userName": "operator"}}}\
        """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private final TestingFindings store = new TestingFindings();
    private Instant at = Instant.parse("2026-03-01T12:00:00Z");
    private String identity = MALLORY;
    private String region = "us-east-1";

    /** The calls that follow are this one's. */
    TestingCalls by(String userIdentity) {
        identity = userIdentity;
        return this;
    }

    TestingCalls in(String place) {
        region = place;
        return this;
    }

    TestingCalls after(Duration pause) {
        at = at.plus(pause);
        return this;
    }

    TestingCalls trail(String name, String request) {
        return record(record("cloudtrail.amazonaws.com", name, request));
    }

    TestingCalls iam(String name, String request) {
        return record(record("iam.amazonaws.com", name, request));
    }

    TestingCalls iam(String name, String request, String response) {
        ObjectNode record = record("iam.amazonaws.com", name, request);
        record.set("responseElements", tree(response));
        return record(record);
    }

    /** The same as the record of a refusal that tells what was asked. */
    TestingCalls refused(String name, String request) {
        return record(record("cloudtrail.amazonaws.com", name, request).put("errorCode", "AccessDenied"));
    }

    private ObjectNode record(String source, String name, String request) {
        ObjectNode record = JSON.createObjectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", at.toString())
                .put("eventSource", source)
                .put("eventName", name)
                .put("awsRegion", region)
                .put(
                        "eventID",
                        UUID.nameUUIDFromBytes(at.toString().getBytes(UTF_8)).toString())
                .put("recipientAccountId", "111122223333");
        record.set("userIdentity", tree(identity));
        record.set("requestParameters", tree(request));
        return record;
    }

    private TestingCalls record(ObjectNode record) {
        Parsed parsed = (Parsed) new EventRecordParser().parse(record.toString());
        store.findings.add(new Detector(CATALOGUE)
                .detect(parsed.record(), "production", null, Instant.EPOCH)
                .orElseThrow());
        at = at.plusSeconds(60);
        return this;
    }

    Finding finding() {
        return store.findings.getLast();
    }

    Remediation remediation() {
        return new Remediations(CATALOGUE, store, Past.NOTHING).of(finding()).orElseThrow();
    }

    String given(String step) {
        return given(remediation().steps().stream()
                .filter(one -> one.id().equals(step))
                .findFirst()
                .orElseThrow());
    }

    /** The assignments of a step's inputs, those of unknown values without the text that says so. */
    static String given(Step step) {
        return step.cli()
                .lines()
                .dropWhile(line -> !line.startsWith("{ #"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("ACCOUNT_ID="))
                .map(line -> line.replaceAll("  # .*", ""))
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
