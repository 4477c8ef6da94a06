package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Call;
import io.tamperwatch.emulator.Caller;
import io.tamperwatch.emulator.HistoryEvent;
import io.tamperwatch.emulator.LookupQuery;
import io.tamperwatch.emulator.SampleCertificates;
import io.tamperwatch.emulator.Scope;
import io.tamperwatch.emulator.ServiceError;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What happens in an account: somebody deletes a certificate and takes a client ID off a provider, twice somebody is
 * refused, once there is nothing to delete; then CloudTrail amends the first record, and one record cannot be read.
 */
final class Story {

    static final String SOURCE_ADDRESS = "203.0.113.7";
    static final String USER_AGENT = "story/1.0";
    static final String AMENDED_USER_AGENT = "story/1.0 amended";
    static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/login.example.com";
    static final String AMENDMENT_ID = "5e1f7f1e-0000-4000-8000-00000000aaaa";
    static final String UNREADABLE_ID = "5e1f7f1e-0000-4000-8000-00000000dead";
    static final String UNREADABLE = "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"IAMUser\"";

    private static final Scope HOME = new Scope(AwsEmulator.ACCOUNT.id(), "us-east-1");

    private final AwsEmulator aws;
    private final Caller erin = Caller.User.of(AwsEmulator.ACCOUNT, "erin", "AKIA000000000ERIN111");
    private final Caller mallory = Caller.User.of(AwsEmulator.ACCOUNT, "mallory", "AKIA000000MALLORY111");

    Story(AwsEmulator aws) {
        this.aws = aws;
    }

    void happen() {
        given();
        String certificate = act(
                        erin,
                        "UploadSigningCertificate",
                        Map.of(
                                "UserName",
                                "payments",
                                "CertificateBody",
                                SampleCertificates.all().getFirst()))
                .at("/Certificate/CertificateId")
                .asText();
        Map<String, String> deletion = Map.of("UserName", "payments", "CertificateId", certificate);
        Map<String, String> removal = Map.of("OpenIDConnectProviderArn", PROVIDER, "ClientID", "reports");
        refused(mallory, Records.CERTIFICATE, deletion);
        refused(mallory, Records.CLIENT_ID, removal);
        act(erin, Records.CERTIFICATE, deletion);
        refused(erin, Records.CERTIFICATE, deletion);
        act(erin, Records.CLIENT_ID, removal);
        amend();
        aws.history().add(HOME, unreadable(), Instant.now());
    }

    private void given() {
        Instant before = Instant.now().minusSeconds(86_400);
        aws.given(erin, "CreateUser", Map.of("UserName", "erin"), before);
        aws.given(erin, "CreateUser", Map.of("UserName", "payments"), before);
        aws.given(
                erin,
                "CreateOpenIDConnectProvider",
                Map.of("Url", "https://login.example.com", "ClientIDList.member.1", "reports"),
                before);
        aws.rules().deny(mallory.arn(), "iam:" + Records.CERTIFICATE);
        aws.rules().deny(mallory.arn(), "iam:" + Records.CLIENT_ID);
    }

    private JsonNode act(Caller caller, String action, Map<String, String> parameters) {
        return aws.iam(Call.of(caller, Call.Origin.of(SOURCE_ADDRESS, USER_AGENT), Instant.now()), action, parameters);
    }

    private void refused(Caller caller, String action, Map<String, String> parameters) {
        try {
            act(caller, action, parameters);
            throw new AssertionError(action + " was not refused");
        } catch (ServiceError expected) {
            // recorded as CloudTrail records a refusal
        }
    }

    private void amend() {
        ObjectNode amendment = deleted().deepCopy();
        String original = amendment.path("eventID").asText();
        amendment.put("eventID", AMENDMENT_ID).put("userAgent", AMENDED_USER_AGENT);
        amendment
                .putObject("addendum")
                .put("reason", "UPDATED_DATA")
                .put("updatedFields", "userAgent")
                .put("originalEventID", original);
        aws.history().add(amendment, Instant.now());
    }

    private static HistoryEvent unreadable() {
        return new HistoryEvent(
                UNREADABLE_ID,
                Records.CERTIFICATE,
                Instant.now(),
                "iam.amazonaws.com",
                "false",
                "erin",
                null,
                List.of(),
                UNREADABLE);
    }

    /** The record of the deletion that succeeded, as CloudTrail first gave it. */
    ObjectNode deleted() {
        return events(Records.CERTIFICATE).stream()
                .map(Story::parse)
                .filter(record -> !record.has("errorCode") && !record.has("addendum"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> events(String name) {
        return aws.history().lookup(LookupQuery.of(HOME).with("EventName", name)).events().stream()
                .map(HistoryEvent::record)
                .filter(record -> !record.equals(UNREADABLE))
                .toList();
    }

    /** The ids of the five events, amendments left out. */
    List<String> eventIds() {
        return List.of(Records.CERTIFICATE, Records.CLIENT_ID).stream()
                .flatMap(name -> events(name).stream())
                .map(Story::parse)
                .filter(record -> !record.has("addendum"))
                .map(record -> record.path("eventID").asText())
                .toList();
    }

    private static ObjectNode parse(String record) {
        return (ObjectNode) new Answer(200, "", record).json();
    }
}
