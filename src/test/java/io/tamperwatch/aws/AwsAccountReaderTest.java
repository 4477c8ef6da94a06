package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.SampleCertificates;
import io.tamperwatch.inventory.IamPace;
import io.tamperwatch.posture.AccountReader.CertificateHolder;
import io.tamperwatch.posture.Entity;
import io.tamperwatch.posture.Entity.Inline;
import io.tamperwatch.posture.EventSelection;
import io.tamperwatch.posture.Known;
import io.tamperwatch.posture.PasswordPolicy;
import io.tamperwatch.posture.RootUser;
import io.tamperwatch.posture.SigningCertificate;
import io.tamperwatch.posture.Trail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** The real SDK over HTTP, against the emulator. */
class AwsAccountReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final String ME = "arn:aws:iam::111122223333:user/tamperwatch";
    private static final String POLICY =
            "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"a+b é%20\"}]}";
    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID,
            "aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY,
            "aws.region", "us-east-1");

    private final AwsEmulator aws = AwsEmulator.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private final IamPace pace = new IamPace(100, Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<Duration> waits = new ArrayList<>();
    private @Nullable AwsClients clients;
    private @Nullable AwsAccountReader reader;

    @BeforeEach
    void pointTheSdkAtTheEmulator() {
        SDK.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.url().toString());
        clients = new AwsClients(() -> Map.of());
        reader = new AwsAccountReader(clients, pace, waits::add);
    }

    @AfterEach
    void leaveNothingBehind() {
        clients.close();
        aws.close();
        SDK.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    @Test
    void readsTheRootUserFromTheSummary() {
        assertThat(reader.accounts()).containsExactly("default");
        assertThat(reader.root("default")).isEqualTo(new Known.Is<>(new RootUser(true, false, false, true)));
        aws.rules().deny(ME, "iam:GetAccountSummary");
        assertThat(reader.root("default")).isEqualTo(new Known.Refused<>("iam:GetAccountSummary"));
    }

    @Test
    void readsEveryEntityOfEveryPageWithItsPoliciesAsWritten() {
        for (int i = 0; i < 230; i++) {
            given("CreateUser", Map.of("UserName", "user-%03d".formatted(i)));
        }
        given("PutUserPolicy", Map.of("UserName", "user-007", "PolicyName", "x", "PolicyDocument", POLICY));
        given("CreatePolicy", Map.of("PolicyName", "managed", "PolicyDocument", POLICY));
        given(
                "AttachUserPolicy",
                Map.of("UserName", "user-007", "PolicyArn", "arn:aws:iam::111122223333:policy/managed"));
        given("CreateRole", Map.of("RoleName", "app", "AssumeRolePolicyDocument", "{\"Statement\": []}"));
        List<Entity> entities = new ArrayList<>();

        assertThat(reader.policies("default", entities::add)).isEqualTo(new Known.Is<>(233));

        assertThat(entities)
                .hasSize(233)
                .contains(
                        new Entity.User(
                                "arn:aws:iam::111122223333:user/user-007",
                                List.of(),
                                List.of("arn:aws:iam::111122223333:policy/managed"),
                                List.of(new Inline("x", POLICY))),
                        new Entity.Role(
                                "arn:aws:iam::111122223333:role/app", "{\"Statement\": []}", List.of(), List.of()),
                        new Entity.ManagedPolicy("arn:aws:iam::111122223333:policy/managed", 1, POLICY));
    }

    @Test
    void readsThePasswordPolicyAndThatThereIsNone() {
        assertThat(reader.passwordPolicy("default")).isEqualTo(new Known.Is<>(Optional.empty()));
        given(
                "UpdateAccountPasswordPolicy",
                Map.of("MinimumPasswordLength", "10", "RequireNumbers", "true", "PasswordReusePrevention", "5"));

        assertThat(reader.passwordPolicy("default"))
                .isEqualTo(new Known.Is<>(Optional.of(new PasswordPolicy(10, false, false, true, false, 5))));
    }

    @Test
    void readsTrailsWithTheirStateAndWhatTheySelect() {
        CloudTrailClient cloudTrail = clients.cloudTrail("us-east-1");
        assertThat(reader.trails("default")).isEqualTo(new Known.Is<>(List.of()));
        String arn = cloudTrail
                .createTrail(request -> request.overrideConfiguration(clients.as("default"))
                        .name("all")
                        .s3BucketName("example-logs")
                        .isMultiRegionTrail(true)
                        .enableLogFileValidation(true))
                .trailARN();
        assertThat(trail()).isEqualTo(trail(arn, new Known.Is<>(false), true));
        cloudTrail.startLogging(
                request -> request.overrideConfiguration(clients.as("default")).name("all"));
        assertThat(trail()).isEqualTo(trail(arn, new Known.Is<>(true), true));
        cloudTrail.putEventSelectors(request -> request.overrideConfiguration(clients.as("default"))
                .trailName("all")
                .eventSelectors(selector -> selector.readWriteType("ReadOnly").includeManagementEvents(true)));
        assertThat(trail()).isEqualTo(trail(arn, new Known.Is<>(true), false));
        aws.rules().deny(ME, "cloudtrail:GetTrailStatus");
        assertThat(trail().logging()).isEqualTo(new Known.Refused<>("cloudtrail:GetTrailStatus"));
    }

    /** The one trail there is. */
    private Trail trail() {
        return ((Known.Is<List<Trail>>) reader.trails("default")).value().getFirst();
    }

    private static Trail trail(String arn, Known<Boolean> logging, boolean all) {
        var selector = new EventSelection.Basic.Selector(true, all ? "All" : "ReadOnly", Set.of());
        return new Trail(
                arn,
                "example-logs",
                true,
                true,
                true,
                logging,
                new Known.Is<>(new EventSelection.Basic(List.of(selector))));
    }

    @Test
    void readsWhenACertificateExpires() {
        given("CreateUser", Map.of("UserName", "signer"));
        given(
                "UploadSigningCertificate",
                Map.of(
                        "UserName",
                        "signer",
                        "CertificateBody",
                        SampleCertificates.all().getFirst()));
        var holder = new CertificateHolder("signer", "arn:aws:iam::111122223333:user/signer");

        var certificates = ((Known.Is<List<SigningCertificate>>)
                        reader.certificates("default", List.of(holder, new CertificateHolder("gone", "gone"))))
                .value();

        assertThat(certificates).hasSize(1);
        assertThat(certificates.getFirst().active()).isTrue();
        assertThat(certificates.getFirst().expiresAt()).isAfter(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void saysWhichPermissionIsMissing() {
        aws.rules().deny(ME, "iam:GetAccountAuthorizationDetails");

        assertThat(reader.policies("default", entity -> {}))
                .isEqualTo(new Known.Refused<>("iam:GetAccountAuthorizationDetails"));
    }

    @Test
    void asksIamAtThePaceThatEverybodyShares() {
        Duration slot = Duration.ofMillis(10);
        assertThat(pace.book("default")).isZero();

        reader.root("default");
        assertThat(pace.book("default")).isEqualTo(slot.multipliedBy(2));
        reader.passwordPolicy("default");

        assertThat(waits).containsExactly(slot, slot.multipliedBy(3));
        assertThat(pace.book("another")).isZero();
    }

    private void given(String action, Map<String, String> parameters) {
        aws.given(
                io.tamperwatch.emulator.Caller.User.of(AwsEmulator.ACCOUNT, "setup", "AKIA00000SETUPEXAMPL"),
                action,
                parameters,
                NOW);
    }
}
