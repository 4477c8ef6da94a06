package io.tamperwatch.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DuplicateCertificateException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedCertificateException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What the real SDK makes of the answers, and what CloudTrail then tells. */
class IamAndStsOverHttpTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.700Z");
    private static final String NOW_RECORDED = "2026-11-22T12:00:00Z";
    private static final String TESTER = "arn:aws:iam::111122223333:user/tamperwatch";
    private static final Account OTHER = Account.of("444455556666");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingClock clock = new TestingClock(NOW);
    private AwsEmulator aws;
    private IamClient iam;
    private StsClient sts;

    @BeforeEach
    void start() {
        aws = AwsEmulator.start(clock);
        iam = TestingClients.iam(aws.url(), TestingClients.longTerm(AwsEmulator.ACCESS_KEY_ID));
        sts = TestingClients.sts(aws.url(), TestingClients.longTerm(AwsEmulator.ACCESS_KEY_ID), Region.EU_WEST_1);
    }

    @AfterEach
    void stop() {
        iam.close();
        sts.close();
        aws.close();
    }

    @Test
    void aCertificateLivesFromUploadToDeletion() {
        iam.createUser(r -> r.userName("erin"));
        String body = SampleCertificates.all().getFirst();

        SigningCertificate uploaded = iam.uploadSigningCertificate(
                        r -> r.userName("erin").certificateBody(body))
                .certificate();
        iam.updateSigningCertificate(
                r -> r.userName("erin").certificateId(uploaded.certificateId()).status(StatusType.INACTIVE));

        assertThat(iam.listSigningCertificates(r -> r.userName("erin")).certificates())
                .containsExactly(SigningCertificate.builder()
                        .userName("erin")
                        .certificateId(uploaded.certificateId())
                        .certificateBody(body)
                        .status("Inactive")
                        .uploadDate(Instant.parse(NOW_RECORDED))
                        .build());
        assertThatThrownBy(() -> iam.deleteUser(r -> r.userName("erin"))).isInstanceOf(DeleteConflictException.class);
        iam.deleteSigningCertificate(r -> r.userName("erin").certificateId(uploaded.certificateId()));
        assertThat(iam.listSigningCertificates(r -> r.userName("erin")).certificates())
                .isEmpty();
        iam.deleteUser(r -> r.userName("erin"));
        assertThatThrownBy(() -> iam.getUser(r -> r.userName("erin"))).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void refusesCertificatesAsAwsDoes() {
        iam.createUser(r -> r.userName("erin"));
        upload("erin", 0);

        assertThatThrownBy(() -> upload("erin", 0)).isInstanceOf(DuplicateCertificateException.class);
        assertThatThrownBy(() -> iam.uploadSigningCertificate(r -> r.certificateBody("no certificate")))
                .isInstanceOf(MalformedCertificateException.class);
        assertThatThrownBy(() -> upload("frank", 1)).isInstanceOf(NoSuchEntityException.class);
        upload("erin", 1);
        assertThatThrownBy(() -> upload("erin", 2)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void deletingAnUnknownCertificateIsNotFoundAndRecordedSo() {
        assertThatThrownBy(() -> iam.deleteSigningCertificate(r -> r.certificateId("X".repeat(32))))
                .isInstanceOfSatisfying(NoSuchEntityException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity");
                });

        JsonNode record = recorded("DeleteSigningCertificate");
        assertThat(record.path("errorCode").asText()).isEqualTo("NoSuchEntityException");
        assertThat(record.path("requestParameters"))
                .isEqualTo(JSON.createObjectNode().put("certificateId", "X".repeat(32)));
    }

    @Test
    void aDeletionIsRecordedInFull() {
        iam.createUser(r -> r.userName("erin"));
        String id = upload("erin", 0).certificateId();
        iam.deleteSigningCertificate(r -> r.userName("erin").certificateId(id));

        ObjectNode record = recorded("DeleteSigningCertificate");

        assertThat(record.remove("userAgent").asText()).startsWith("aws-sdk-java/2.");
        assertThat(record.remove("eventID").asText()).hasSize(36);
        assertThat(record.remove("requestID").asText()).hasSize(36);
        assertThat(record).isEqualTo(json("""
                {"eventVersion": "1.11",
                 "userIdentity": {"type": "IAMUser", "principalId": "%s", "arn": "%s",
                   "accountId": "111122223333", "accessKeyId": "%s", "userName": "tamperwatch"},
                 "eventTime": "2026-11-22T12:00:00Z", "eventSource": "iam.amazonaws.com",
                 "eventName": "DeleteSigningCertificate", "awsRegion": "us-east-1", "sourceIPAddress": "127.0.0.1",
                 "requestParameters": {"userName": "erin", "certificateId": "%s"}, "responseElements": null,
                 "readOnly": false, "eventType": "AwsApiCall", "managementEvent": true,
                 "recipientAccountId": "111122223333", "eventCategory": "Management",
                 "tlsDetails": {"tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256",
                   "clientProvidedHostHeader": "iam.amazonaws.com"}}
                """.formatted(
                        Ids.user(AwsEmulator.ACCOUNT, "tamperwatch"), TESTER, AwsEmulator.ACCESS_KEY_ID, id)));
    }

    @Test
    void aDeniedCallDoesNotTellWhatItAskedFor() {
        iam.createUser(r -> r.userName("erin"));
        String id = upload("erin", 0).certificateId();
        aws.rules().deny(TESTER, "iam:DeleteSigningCertificate");
        String message = "User: " + TESTER + " is not authorized to perform: iam:DeleteSigningCertificate on resource:"
                + " user erin because no identity-based policy allows the iam:DeleteSigningCertificate action";

        assertRefused(
                () -> iam.deleteSigningCertificate(r -> r.userName("erin").certificateId(id)),
                403,
                "AccessDenied",
                message);

        ObjectNode record = recorded("DeleteSigningCertificate");
        assertThat(record.path("errorCode").asText()).isEqualTo("AccessDenied");
        assertThat(record.path("errorMessage").asText()).isEqualTo(message);
        assertThat(record.get("requestParameters").isNull()).isTrue();
        assertThat(record.get("responseElements").isNull()).isTrue();
        assertThat(iam.listSigningCertificates(r -> r.userName("erin")).certificates())
                .hasSize(1);
    }

    @Test
    void aProviderChangesAsAwsChangesIt() {
        String arn = iam.createOpenIDConnectProvider(r -> r.url("https://oidc.example.com/a")
                        .clientIDList("sts.amazonaws.com", "ci")
                        .thumbprintList("a".repeat(40)))
                .openIDConnectProviderArn();
        iam.addClientIDToOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("deploy"));
        iam.removeClientIDFromOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("ci"));
        iam.removeClientIDFromOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("never there"));
        iam.updateOpenIDConnectProviderThumbprint(
                r -> r.openIDConnectProviderArn(arn).thumbprintList("b".repeat(40)));

        GetOpenIdConnectProviderResponse provider = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));

        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:oidc-provider/oidc.example.com/a");
        assertThat(provider.url()).isEqualTo("oidc.example.com/a");
        assertThat(provider.clientIDList()).containsExactly("sts.amazonaws.com", "deploy");
        assertThat(provider.thumbprintList()).containsExactly("b".repeat(40));
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList())
                .extracting(each -> each.arn())
                .containsExactly(arn);
        assertThatThrownBy(() -> iam.createOpenIDConnectProvider(r -> r.url("https://oidc.example.com/a")))
                .isInstanceOf(EntityAlreadyExistsException.class);
        iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        assertThatThrownBy(() -> iam.removeClientIDFromOpenIDConnectProvider(
                        r -> r.openIDConnectProviderArn(arn).clientID("ci")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void recordsNamesInCloudTrailsCasing() {
        String arn = iam.createOpenIDConnectProvider(
                        r -> r.url("https://oidc.example.com").clientIDList("a", "b"))
                .openIDConnectProviderArn();
        iam.removeClientIDFromOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(arn).clientID("a"));

        ObjectNode created = recorded("CreateOpenIDConnectProvider");
        assertThat(created.get("requestParameters"))
                .isEqualTo(json("{\"url\": \"https://oidc.example.com\", \"clientIDList\": [\"a\", \"b\"]}"));
        assertThat(created.get("responseElements"))
                .isEqualTo(JSON.createObjectNode().put("openIDConnectProviderArn", arn));
        assertThat(recorded("RemoveClientIDFromOpenIDConnectProvider").get("requestParameters"))
                .isEqualTo(JSON.createObjectNode().put("clientID", "a").put("openIDConnectProviderArn", arn));
    }

    @Test
    void carriesTextThatIsNotXml() {
        String odd = "<a href=\"x\">&amp;\u0001 ü";
        String arn = iam.createOpenIDConnectProvider(
                        r -> r.url("https://oidc.example.com").clientIDList(odd))
                .openIDConnectProviderArn();

        assertThat(iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn))
                        .clientIDList())
                .containsExactly("<a href=\"x\">&amp;\uFFFD ü");
    }

    @Test
    void pagesThroughUsers() {
        IntStream.range(0, 250).forEach(i -> iam.createUser(r -> r.userName("user" + i)));

        assertThat(iam.listUsersPaginator(r -> r.maxItems(100)).users().stream().map(User::userName))
                .hasSize(251)
                .doesNotHaveDuplicates();
    }

    @Test
    void recordsBecomeVisibleAfterTheirDelay() {
        aws.visibilityDelay(VisibilityDelay.always(Duration.ofMinutes(5)));
        iam.createUser(r -> r.userName("erin"));

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(visible("CreateUser").events()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(visible("CreateUser").events()).hasSize(1);
    }

    @Test
    void tellsAboutTheAccount() {
        assertThat(iam.getUser().user().arn()).isEqualTo(TESTER);
        assertThat(iam.listAccountAliases().accountAliases()).containsExactly("example-corp");
        assertThat(iam.getAccountSummary().summaryMapAsStrings()).containsEntry("Users", 1);
        assertThat(sts.getCallerIdentity().arn()).isEqualTo(TESTER);
        assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
    }

    @Test
    void anAssumedRoleActsInItsOwnAccount() {
        givenAuditRole();

        AssumeRoleResponse assumed = sts.assumeRole(r -> r.roleArn("arn:aws:iam::444455556666:role/audit")
                .roleSessionName("tamperwatch")
                .externalId("right"));
        aws.history().add(TestingRecords.deletion("theirs", NOW).put("recipientAccountId", OTHER.id()), NOW);

        assertThat(assumed.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/audit/tamperwatch");
        assertThat(assumed.credentials().accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(assumed.credentials().expiration()).isEqualTo("2026-11-22T13:00:00Z");
        try (CloudTrailClient theirs = TestingClients.cloudTrail(aws.url(), session(assumed.credentials()))) {
            assertThat(theirs.lookupEvents(r -> {}).events().getFirst().eventId())
                    .isEqualTo("theirs");
        }
    }

    @Test
    void aSessionIsRecordedWithItsIssuer() {
        givenAuditRole();
        Credentials credentials = sts.assumeRole(r -> r.roleArn("arn:aws:iam::444455556666:role/audit")
                        .roleSessionName("tamperwatch")
                        .externalId("right"))
                .credentials();
        try (IamClient theirs = TestingClients.iam(aws.url(), session(credentials))) {
            theirs.listUsers();
        }

        JsonNode identity = recorded(OTHER.id(), "us-east-1", "ListUsers").get("userIdentity");
        String roleId = Ids.role(OTHER, "audit");
        assertThat(identity).isEqualTo(json("""
                {"type": "AssumedRole", "principalId": "%s:tamperwatch",
                 "arn": "arn:aws:sts::444455556666:assumed-role/audit/tamperwatch", "accountId": "444455556666",
                 "accessKeyId": "%s",
                 "sessionContext": {"attributes": {"creationDate": "2026-11-22T12:00:00Z", "mfaAuthenticated": "false"},
                   "sessionIssuer": {"type": "Role", "principalId": "%s", "arn": "arn:aws:iam::444455556666:role/audit",
                     "accountId": "444455556666", "userName": "audit"}}}
                """.formatted(roleId, credentials.accessKeyId(), roleId)));
    }

    @Test
    void bothAccountsRecordARoleAssumedAcrossThem() {
        givenAuditRole();
        sts.assumeRole(r -> r.roleArn("arn:aws:iam::444455556666:role/audit")
                .roleSessionName("tamperwatch")
                .externalId("right"));

        JsonNode ours = recorded("111122223333", "eu-west-1", "AssumeRole");
        JsonNode theirs = recorded("444455556666", "eu-west-1", "AssumeRole");
        assertThat(ours.get("sharedEventID")).isEqualTo(theirs.get("sharedEventID"));
        assertThat(ours.get("eventID")).isNotEqualTo(theirs.get("eventID"));
        assertThat(theirs.at("/userIdentity/type").asText()).isEqualTo("AWSAccount");
        assertThat(ours.at("/responseElements/credentials/accessKeyId").asText())
                .startsWith("ASIA");
        assertThat(ours.toString()).doesNotContain("ecretAccessKey");
    }

    @Test
    void refusesARoleWithoutItsExternalId() {
        givenAuditRole();
        String arn = "arn:aws:iam::444455556666:role/audit";
        String message = "User: " + TESTER + " is not authorized to perform: sts:AssumeRole on resource: " + arn;

        assertRefused(
                () -> sts.assumeRole(
                        r -> r.roleArn(arn).roleSessionName("tamperwatch").externalId("wrong")),
                403,
                "AccessDenied",
                message);
        assertRefused(
                () -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("tamperwatch")), 403, "AccessDenied", message);
    }

    @Test
    void refusesKeysThatAreUnknownIncompleteOrExpired() {
        givenAuditRole();
        Credentials credentials = sts.assumeRole(r -> r.roleArn("arn:aws:iam::444455556666:role/audit")
                        .roleSessionName("tamperwatch")
                        .externalId("right")
                        .durationSeconds(900))
                .credentials();

        try (IamClient unknown = TestingClients.iam(aws.url(), TestingClients.longTerm("AKIA000STRANGEXAMPLE"));
                IamClient incomplete =
                        TestingClients.iam(aws.url(), AwsBasicCredentials.create(credentials.accessKeyId(), "x"));
                IamClient complete = TestingClients.iam(aws.url(), session(credentials))) {
            String invalid = "The security token included in the request is invalid.";
            assertRefused(unknown::listUsers, 403, "InvalidClientTokenId", invalid);
            assertRefused(incomplete::listUsers, 403, "InvalidClientTokenId", invalid);
            clock.advance(Duration.ofSeconds(899));
            complete.listUsers();
            clock.advance(Duration.ofSeconds(1));
            assertRefused(
                    complete::listUsers, 403, "ExpiredToken", "The security token included in the request is expired");
        }
    }

    @Test
    void faultsOfIamComeInItsOwnProtocol() {
        aws.fault(Fault.throttled());
        assertRefused(() -> iam.listUsers(), 400, "Throttling", "Rate exceeded");
    }

    private void givenAuditRole() {
        String trust = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                + "\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"right\"}}}]}";
        aws.given(
                new Caller.Root(OTHER, "AKIA00000ROOTEXAMPLE"),
                "CreateRole",
                Map.of("RoleName", "audit", "AssumeRolePolicyDocument", trust),
                NOW);
    }

    private SigningCertificate upload(String user, int certificate) {
        return iam.uploadSigningCertificate(r -> r.userName(user)
                        .certificateBody(SampleCertificates.all().get(certificate)))
                .certificate();
    }

    private static AwsSessionCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private HistoryPage visible(String eventName) {
        return aws.history()
                .lookup(LookupQuery.of(new Scope("111122223333", "us-east-1")).with("EventName", eventName));
    }

    private ObjectNode recorded(String eventName) {
        return recorded("111122223333", "us-east-1", eventName);
    }

    private ObjectNode recorded(String account, String region, String eventName) {
        HistoryPage page =
                aws.history().lookup(LookupQuery.of(new Scope(account, region)).with("EventName", eventName));
        assertThat(page.events()).hasSize(1);
        return json(page.events().getFirst().record());
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }
}
