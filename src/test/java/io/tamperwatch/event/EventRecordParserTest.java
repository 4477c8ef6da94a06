package io.tamperwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import io.tamperwatch.event.UserIdentity.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordParserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "8a6c8f0e-0000-4000-8000-000000000001";
    private static final String SMALLEST = """
            {"eventID": "%s", "eventTime": "2026-01-31T09:15:00Z", \
            "eventSource": "iam.amazonaws.com", "eventName": "DeleteUser"%s}""";

    private final EventRecordParser parser = new EventRecordParser();

    @Test
    void keepsEveryMemberOfARecord() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/records/everything.json"));
        JsonNode tree = JSON.readTree(text);

        assertThat(parser.parse(text))
                .isEqualTo(new Parsed(new EventRecord(
                        "8a6c8f0e-0000-4000-8000-00000000e7e7",
                        "1.11",
                        Instant.parse("2026-01-31T09:15:07Z"),
                        "iam.amazonaws.com",
                        "UploadSigningCertificate",
                        "us-east-1",
                        new UserIdentity(
                                "AssumedRole",
                                "AROAEXAMPLEEXAMPLE111:alice",
                                "arn:aws:sts::111122223333:assumed-role/Administrators/alice",
                                "111122223333",
                                "ASIAEXAMPLEEXAMPLE11",
                                "odd-but-kept",
                                "cloudformation.amazonaws.com",
                                "arn:aws:iam::111122223333:saml-provider/example",
                                "90e292de-0000-4000-8000-000000000000",
                                "94482488-3041-7000-8000-000000000000",
                                "arn:aws:identitystore::111122223333:identitystore/d-9067642ac7",
                                new Session(
                                        true,
                                        "2026-01-31T08:02:11Z",
                                        "Role",
                                        "AROAEXAMPLEEXAMPLE111",
                                        "arn:aws:iam::111122223333:role/Administrators",
                                        "111122223333",
                                        "Administrators",
                                        "alice@example.com",
                                        "arn:aws:iam::111122223333:oidc-provider/idp.example.com",
                                        true),
                                object("""
                                        {"inScopeOf": {"issuerType": "AWS::Lambda::Function"},
                                         "onBehalfOf.region": "us-east-1",
                                         "sessionContext.ec2RoleDelivery": "2.0",
                                         "sessionContext.sessionIssuer.tags": ["a"],
                                         "sessionContext.attributes.signInSessionArn": "arn:aws:signin:us-east-1",
                                         "sessionContext.webIdFederationData.attributes": {"sub": "x"}}""")),
                        "198.51.100.7",
                        "console.amazonaws.com",
                        "LimitExceededException",
                        "Cannot exceed quota for SigningCertificatesPerUser: 2",
                        tree.get("requestParameters"),
                        tree.get("responseElements"),
                        tree.get("additionalEventData"),
                        tree.get("serviceEventDetails"),
                        tree.get("resources"),
                        tree.get("tlsDetails"),
                        tree.get("eventContext"),
                        "1e0e2f6a-0000-4000-8000-000000000001",
                        "AwsApiCall",
                        "Management",
                        false,
                        true,
                        true,
                        "111122223333",
                        "5d2c0a34-0000-4000-8000-000000000001",
                        "vpce-0123456789abcdef0",
                        new Addendum(
                                "UPDATED_DATA",
                                List.of("responseElements", "errorCode"),
                                "1e0e2f6a-0000-4000-8000-000000000000",
                                "8a6c8f0e-0000-4000-8000-00000000e7e6"),
                        object("""
                                {"edgeDeviceDetails": {"vendor": "example"}, "apiVersion": null}""").without("apiVersion"),
                        text)));
    }

    @Test
    void needsFourMembersOnly() {
        String text = SMALLEST.formatted(ID, "");

        EventRecord record = parsed(text);

        assertThat(record)
                .isEqualTo(new EventRecord(
                        ID,
                        "1.0",
                        Instant.parse("2026-01-31T09:15:00Z"),
                        "iam.amazonaws.com",
                        "DeleteUser",
                        "",
                        IdentityReading.nothingRecorded(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        JSON.createObjectNode(),
                        text));
        assertThat(record.isAmendment()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventID", "eventTime", "eventSource", "eventName"})
    void refusesARecordWithoutAnIndispensableMember(String name) throws IOException {
        ObjectNode without = object(SMALLEST.formatted(ID, "")).without(name);
        ObjectNode ofWrongType = object(SMALLEST.formatted(ID, "")).set(name, JSON.createArrayNode());
        ObjectNode empty = object(SMALLEST.formatted(ID, "")).put(name, " ");
        ObjectNode isNull = object(SMALLEST.formatted(ID, "")).putNull(name);

        for (ObjectNode record : List.of(without, ofWrongType, empty, isNull)) {
            Unreadable refused = unreadable(record.toString());
            assertThat(refused.reason()).startsWith(name + " is missing or not");
            assertThat(refused.eventId()).isEqualTo(name.equals("eventID") ? null : ID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.0\"", "\"1.08\"", "\"1.11\"", "\"1.99\"", "\"1\"", "1.05", "null", "{\"odd\": 1}"})
    void acceptsEveryMinorVersionOfMajorOne(String version) {
        assertThat(parser.parse(SMALLEST.formatted(ID, ", \"eventVersion\": " + version)))
                .isInstanceOf(Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2.0\"", "\"0.9\"", "\"11.0\"", "\"1.\"", "\"1.x\"", "\"\"", "\"one\"", "2"})
    void refusesOtherMajorVersions(String version) {
        assertThat(parser.parse(SMALLEST.formatted(ID, ", \"eventVersion\": " + version)))
                .isEqualTo(new Unreadable("eventVersion is not 1 or 1.x: this product reads major version 1 only", ID));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:15:00Z,2026-01-31T09:15:00Z",
        "2026-01-31T09:15:00.987Z,2026-01-31T09:15:00Z",
        "2026-01-31T10:15:00+01:00,2026-01-31T09:15:00Z",
        "2000-01-01T00:00:00Z,2000-01-01T00:00:00Z",
        "2200-12-31T23:59:59Z,2200-12-31T23:59:59Z",
        "2024-02-29T23:59:59Z,2024-02-29T23:59:59Z",
    })
    void readsTimes(String written, Instant meant) {
        assertThat(parsed(SMALLEST.formatted(ID, "").replace("2026-01-31T09:15:00Z", written))
                        .eventTime())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:59:59Z",
                "2201-01-01T00:00:00Z",
                "2026-02-29T09:15:00Z",
                "2026-01-31T24:15:00Z",
                "2026-01-31T09:60:00Z",
                "20x6-01-31T09:15:00Z",
                "2026-01-31 09:15:00Z",
                "2026-01-31",
                "1769850900",
                "+1000000000-12-31T23:59:59Z",
                "٢٠٢٦-01-31T09:15:00Z"
            })
    void refusesTimesThatNoRecordCanHave(String written) {
        assertThat(parser.parse(SMALLEST.formatted(ID, "").replace("2026-01-31T09:15:00Z", written)))
                .isEqualTo(new Unreadable("eventTime is missing or not a time between the years 2000 and 2200", ID));
    }

    @ParameterizedTest
    @CsvSource({"\"true\",true", "true,true", "\"false\",false", "false,false", "null,", "\"yes\",", "1,", "{},"})
    void readsTruthValuesInBothSpellings(String written, Boolean meant) {
        EventRecord record = parsed(SMALLEST.formatted(ID, """
                , "readOnly": %1$s, "managementEvent": %1$s, "sessionCredentialFromConsole": %1$s,
                "userIdentity": {"sessionContext": {"attributes": {"mfaAuthenticated": %1$s}}}""".formatted(written)));

        assertThat(record.readOnly()).isEqualTo(meant);
        assertThat(record.managementEvent()).isEqualTo(meant);
        assertThat(record.sessionCredentialFromConsole()).isEqualTo(Boolean.TRUE.equals(meant));
        Session session = record.userIdentity().session();
        assertThat(session).isNotNull();
        assertThat(session.mfaAuthenticated()).isEqualTo(meant);
        assertThat(record.unknown().size()).isEqualTo(meant == null && !written.equals("null") ? 3 : 0);
    }

    @ParameterizedTest
    @CsvSource({"1.0,", "1.05,", "1.08,false", "1.11,false", "1,", "1.99999999999,false"})
    void knowsThatNoConsoleWasUsedOnlySinceRecordsWouldSayIt(String version, Boolean fromConsole) {
        String record = "{\"eventVersion\": \"%s\", ".formatted(version)
                + SMALLEST.formatted(ID, "").strip().substring(1);

        assertThat(parsed(record).fromConsole()).isEqualTo(fromConsole);
    }

    @Test
    void keepsOptionalMembersOfUnexpectedTypes() throws IOException {
        String members = """
                "awsRegion": 7, "userIdentity": ["bob"], "sourceIPAddress": {"v4": "192.0.2.1"}, "userAgent": [],
                "errorCode": 404, "requestID": true, "addendum": "late", "recipientAccountId": 111122223333""";

        EventRecord record = parsed(SMALLEST.formatted(ID, ", " + members));

        assertThat(record.unknown()).isEqualTo(object("{" + members + "}"));
        assertThat(record.awsRegion()).isEmpty();
        assertThat(record.userIdentity()).isEqualTo(IdentityReading.nothingRecorded());
        assertThat(record.errorCode()).isNull();
    }

    @Test
    void keepsRequestAndResponseWhateverTheyAre() {
        EventRecord record =
                parsed(SMALLEST.formatted(ID, ", \"requestParameters\": \"HIDDEN\", \"responseElements\": [1.5]"));

        assertThat(record.requestParameters()).isEqualTo(JSON.getNodeFactory().textNode("HIDDEN"));
        assertThat(record.responseElements()).isEqualTo(JSON.createArrayNode().add(1.5));
    }

    @Test
    void readsBothFormsOfAnAddendumAndKeepsTheRest() throws IOException {
        EventRecord record = parsed(SMALLEST.formatted(ID, """
                , "addendum": {"reason": "UPDATED_DATA", "updatedFields": ["errorCode", "errorMessage"],
                "originalEventID": "an id/with a slash", "severity": 3}"""));

        assertThat(record.addendum())
                .isEqualTo(new Addendum("UPDATED_DATA", List.of("errorCode", "errorMessage"), null, null));
        assertThat(record.unknown()).isEqualTo(object("""
                {"addendum": {"originalEventID": "an id/with a slash", "severity": 3}}"""));
        assertThat(record.isAmendment()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty",
                "' '|empty",
                "null|not a JSON object",
                "[]|not a JSON object",
                "'\"text\"'|not a JSON object",
                "12|not a JSON object",
                "rubbish|not JSON from byte 0 on",
                "{'a'}|not JSON from byte 1 on",
                "'{\"eventID\": '|ends in the middle of its JSON text",
                "'{\"eventID\": \"secret'|ends in the middle of its JSON text",
                "'{\"a\":1,\"a\":2}'|a member occurs twice",
                "'{\"a\":{\"b\":1,\"b\":2}}'|a member occurs twice",
                "'{\"eventID\": NaN}'|not JSON from byte 15 on",
            })
    void saysWhatIsWrongWithRubbish(String text, String reason) {
        assertThat(parser.parse(text)).isEqualTo(new Unreadable(reason, null));
    }

    @Test
    void isNotTakenInByOtherEncodings() {
        String text = SMALLEST.formatted(ID, "");
        Unreadable refused = new Unreadable("not JSON: it holds a byte order mark or NUL", null);

        assertThat(parser.parse("\uFEFF" + text)).isEqualTo(refused);
        assertThat(parser.parse("\0" + String.join("\0", text.split("")))).isEqualTo(refused);
        assertThat(parser.parse(String.join("\0", text.split("")) + "\0")).isEqualTo(refused);
    }

    @Test
    void refusesWhatFollowsARecord() {
        String text = SMALLEST.formatted(ID, "");

        assertThat(parser.parse(text + " \n")).isInstanceOf(Parsed.class);
        assertThat(parser.parse(text + text)).isEqualTo(new Unreadable("something follows the record", ID));
        assertThat(parser.parse(text + "}")).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        for (String depth : List.of("[", "{\"a\":")) {
            assertThat(parser.parse(SMALLEST.formatted(ID, ", \"requestParameters\": " + depth.repeat(200_000))))
                    .isEqualTo(new Unreadable("nested too deeply, or with a name or number of absurd length", ID));
        }
    }

    @Test
    void refusesAbsurdSizes() {
        String digits = "9".repeat(5_000);
        assertThat(parser.parse(SMALLEST.formatted(ID, ", \"x\": " + digits)))
                .isEqualTo(new Unreadable("nested too deeply, or with a name or number of absurd length", ID));
        assertThat(parser.parse(" ".repeat(EventRecordParser.MAX_CHARACTERS + 1)))
                .isEqualTo(new Unreadable("larger than any CloudTrail record", null));
    }

    @Test
    void readsNumbersOfEverySize() throws IOException {
        String members =
                "\"a\": 1, \"b\": 3000000000, \"c\": 123456789012345678901234567890, \"d\": 1e999999, \"e\": -0.5";

        assertThat(parsed(SMALLEST.formatted(ID, ", " + members)).unknown()).isEqualTo(object("{" + members + "}"));
    }

    @Test
    void replacesCharactersThatNothingCanStore() {
        String text = SMALLEST.formatted(ID, """
                , "userAgent": "nul \\u0000 half \\ud83d whole \\ud83d\\ude00",
                "requestParameters": {"k\\u0000": ["\\udc00"]}, "odd\\u0000": 1""");

        EventRecord record = parsed(text);

        assertThat(record.userAgent()).isEqualTo("nul \uFFFD half \uFFFD whole \uD83D\uDE00");
        assertThat(record.requestParameters()).hasToString("{\"k\uFFFD\":[\"\uFFFD\"]}");
        assertThat(record.unknown()).hasToString("{\"odd\uFFFD\":1}");
        assertThat(record.raw()).isEqualTo(text);
    }

    @Test
    void replacesHalvesOfPairsInTheRawTextToo() {
        EventRecord record = parsed(SMALLEST.formatted(ID, ", \"userAgent\": \"a\uD83Db\uDE00c\uD83D\uDE00d\""));

        assertThat(record.userAgent()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00d");
        assertThat(record.raw()).contains("\"a\uFFFDb\uFFFDc\uD83D\uDE00d\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../findings", "a b", "é", "a\\nb", "<b>"})
    void refusesIdsThatCouldBeTakenForSomethingElse(String id) {
        assertThat(parser.parse(SMALLEST.formatted(id, "")))
                .isEqualTo(new Unreadable("eventID is missing or not an identifier", null));
        assertThat(parser.parse(SMALLEST.formatted("x".repeat(129), ""))).isInstanceOf(Unreadable.class);
    }

    private EventRecord parsed(String text) {
        ParseOutcome outcome = parser.parse(text);
        assertThat(outcome).isInstanceOf(Parsed.class);
        return ((Parsed) outcome).record();
    }

    private Unreadable unreadable(String text) {
        ParseOutcome outcome = parser.parse(text);
        assertThat(outcome).isInstanceOf(Unreadable.class);
        return (Unreadable) outcome;
    }

    private static ObjectNode object(String text) throws IOException {
        return (ObjectNode) JSON.readTree(text);
    }
}
