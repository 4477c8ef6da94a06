package io.tamperwatch.assess;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Detection.Scope;
import io.tamperwatch.catalogue.Routine;
import io.tamperwatch.catalogue.Scenario;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events as CloudTrail would record them, and a catalogue with the routines of the two targets. */
final class Cases {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String ACCOUNT = "111122223333";
    static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.example.com";
    static final String CI = "arn:aws:iam::111122223333:role/ci";

    static final String DELETE = "DeleteSigningCertificate";
    static final String UPLOAD = "UploadSigningCertificate";
    static final String REMOVE = "RemoveClientIDFromOpenIDConnectProvider";
    static final String ADD = "AddClientIDToOpenIDConnectProvider";
    static final String USER_DELETED = "DeleteUser";

    private static final Map<String, String> FIELDS = Map.of(
            "userName",
            "userName",
            "certificateId",
            "certificateId",
            "providerArn",
            "openIDConnectProviderArn",
            "clientId",
            "clientID");

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario(
                    "broken",
                    "Something broke",
                    "It no longer works.",
                    List.of(SignalCode.ROUTINE_SEQUENCE),
                    List.of()),
            new Scenario(
                    "intruder",
                    "An intruder",
                    "Somebody got in.",
                    List.of(SignalCode.UNTRUSTED_NETWORK, SignalCode.ADD_NEAR_REMOVE),
                    List.of(SignalCode.ROUTINE_SEQUENCE)));

    static final Catalogue CATALOGUE = new Catalogue(List.of(
            detection(
                    DELETE,
                    Severity.HIGH,
                    false,
                    List.of(
                            new Routine(
                                    "off-boarding",
                                    "A user is deleted",
                                    "why",
                                    List.of(),
                                    List.of(USER_DELETED),
                                    Set.of(Routine.Same.SESSION, Routine.Same.USER_NAME),
                                    Duration.ofHours(1)),
                            new Routine(
                                    "rotation",
                                    "A certificate is rotated",
                                    "why",
                                    List.of(UPLOAD),
                                    List.of(),
                                    Set.of(Routine.Same.SESSION, Routine.Same.USER_NAME),
                                    Duration.ofHours(2)))),
            detection(UPLOAD, Severity.MEDIUM, false, List.of()),
            detection(
                    REMOVE,
                    Severity.HIGH,
                    false,
                    List.of(new Routine(
                            "configuration",
                            "A configuration changes",
                            "why",
                            List.of(ADD),
                            List.of(),
                            Set.of(Routine.Same.SESSION, Routine.Same.PROVIDER_ARN),
                            Duration.ofMinutes(15)))),
            detection(ADD, Severity.MEDIUM, false, List.of()),
            detection(USER_DELETED, Severity.INFO, true, List.of())));

    static final Detector DETECTOR = new Detector(CATALOGUE);

    private Cases() {}

    private static Detection detection(String event, Severity severity, boolean context, List<Routine> routines) {
        return new Detection(
                event.toLowerCase(java.util.Locale.ROOT),
                event,
                "iam.amazonaws.com",
                List.of(event),
                Scope.GLOBAL,
                true,
                context,
                false,
                false,
                severity,
                Severity.MEDIUM,
                Severity.LOW,
                "what",
                "why",
                "anchor",
                FIELDS,
                SCENARIOS,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                routines,
                List.of());
    }

    static String user(String name) {
        return """
                {"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/%1$s","accountId":"111122223333",\
                "accessKeyId":"AKIA%1$s","userName":"%1$s"}""".formatted(name);
    }

    static String role(String name, String session) {
        return """
                {"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/%1$s/%2$s","accountId":"111122223333",\
                "accessKeyId":"ASIA%2$s","sessionContext":{"sessionIssuer":{"type":"Role",\
                "arn":"arn:aws:iam::111122223333:role/%1$s","accountId":"111122223333","userName":"%1$s"},\
                "attributes":{"mfaAuthenticated":"false","creationDate":"2026-03-01T11:00:00Z"}}}""".formatted(name, session);
    }

    static String onUser(String name, String certificate) {
        return "{\"userName\":\"%s\",\"certificateId\":\"%s\"}".formatted(name, certificate);
    }

    static String onProvider(String client) {
        return "{\"openIDConnectProviderArn\":\"%s\",\"clientID\":\"%s\"}".formatted(PROVIDER, client);
    }

    /** One event; everything else of it is as ordinary as can be. */
    record Event(
            String id,
            String name,
            Instant at,
            String identity,
            String request,
            @Nullable String error,
            String from) {

        static Event of(String id, String name, Instant at, String identity, String request) {
            return new Event(id, name, at, identity, request, null, "203.0.113.9");
        }

        Event refused() {
            return new Event(id, name, at, identity, request, "AccessDenied", from);
        }

        Event from(String address) {
            return new Event(id, name, at, identity, request, error, address);
        }

        EventRecord record() {
            String outcome = error == null ? "" : "\"errorCode\":\"" + error + "\",";
            return ((Parsed) new EventRecordParser()
                            .parse("""
                    {"eventVersion":"1.11","userIdentity":%s,"eventTime":"%s","eventSource":"iam.amazonaws.com",\
                    "eventName":"%s","awsRegion":"us-east-1","sourceIPAddress":"%s","userAgent":"terraform",%s\
                    "requestParameters":%s,"eventID":"%s","recipientAccountId":"111122223333"}""".formatted(identity, at, name, from, outcome, request, id)))
                    .record();
        }

        Finding finding() {
            Instant seen = at.plusSeconds(300);
            EventRecord record = record();
            return DETECTOR.detect(record, "prod", ACCOUNT, seen)
                    .or(() -> DETECTOR.context(record, "prod", ACCOUNT, seen))
                    .orElseThrow();
        }
    }
}
