package io.tamperwatch.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventDataStoreStatus;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.SSHPublicKey;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;

/** Everything else that can be a credential, and the trails, as the real SDK sees them. */
class CredentialFamiliesOverHttpTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private AwsEmulator aws;
    private IamClient iam;
    private CloudTrailClient cloudTrail;

    @BeforeEach
    void start() {
        aws = AwsEmulator.start(new TestingClock(NOW));
        iam = TestingClients.iam(aws.url(), TestingClients.longTerm(AwsEmulator.ACCESS_KEY_ID));
        cloudTrail = TestingClients.cloudTrail(aws.url(), TestingClients.longTerm(AwsEmulator.ACCESS_KEY_ID));
        iam.createUser(r -> r.userName("erin"));
    }

    @AfterEach
    void stop() {
        iam.close();
        cloudTrail.close();
        aws.close();
    }

    @Test
    void anAccessKeyIsListedWithoutItsSecret() {
        AccessKey key = iam.createAccessKey(r -> r.userName("erin")).accessKey();
        iam.updateAccessKey(
                r -> r.userName("erin").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));

        assertThat(key.secretAccessKey()).hasSize(40);
        assertThat(iam.listAccessKeys(r -> r.userName("erin")).accessKeyMetadata())
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(StatusType.INACTIVE));
        assertThat(records()).noneMatch(record -> record.contains(key.secretAccessKey()));
        assertThatThrownBy(() -> iam.deleteUser(r -> r.userName("erin"))).isInstanceOf(DeleteConflictException.class);
        iam.deleteAccessKey(r -> r.userName("erin").accessKeyId(key.accessKeyId()));
        iam.deleteUser(r -> r.userName("erin"));
    }

    @Test
    void anSshPublicKeyLivesFromUploadToDeletion() {
        SSHPublicKey key = iam.uploadSSHPublicKey(r -> r.userName("erin").sshPublicKeyBody("ssh-rsa AAAA erin"))
                .sshPublicKey();
        iam.updateSSHPublicKey(
                r -> r.userName("erin").sshPublicKeyId(key.sshPublicKeyId()).status(StatusType.INACTIVE));

        assertThat(iam.getSSHPublicKey(r -> r.userName("erin")
                                .sshPublicKeyId(key.sshPublicKeyId())
                                .encoding("SSH"))
                        .sshPublicKey())
                .isEqualTo(key.toBuilder().status(StatusType.INACTIVE).build());
        iam.deleteSSHPublicKey(r -> r.userName("erin").sshPublicKeyId(key.sshPublicKeyId()));
        assertThat(iam.listSSHPublicKeys(r -> r.userName("erin")).sshPublicKeys())
                .isEmpty();
    }

    @Test
    void aServiceSpecificCredentialTellsItsPasswordOnce() {
        ServiceSpecificCredential made = iam.createServiceSpecificCredential(
                        r -> r.userName("erin").serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential();

        assertThat(iam.listServiceSpecificCredentials(r -> r.userName("erin")).serviceSpecificCredentials())
                .singleElement()
                .satisfies(one -> assertThat(one.serviceUserName()).isEqualTo("erin-at-111122223333"));
        assertThat(records()).noneMatch(record -> record.contains(made.servicePassword()));
    }

    @Test
    void aVirtualDeviceOutlivesItsBinding() {
        String serial = iam.createVirtualMFADevice(r -> r.virtualMFADeviceName("erin"))
                .virtualMFADevice()
                .serialNumber();
        iam.enableMFADevice(r -> r.userName("erin")
                .serialNumber(serial)
                .authenticationCode1("123456")
                .authenticationCode2("654321"));

        assertThat(iam.listMFADevices(r -> r.userName("erin")).mfaDevices())
                .singleElement()
                .satisfies(device -> assertThat(device.serialNumber()).isEqualTo(serial));
        assertThatThrownBy(() -> iam.deleteVirtualMFADevice(r -> r.serialNumber(serial)))
                .isInstanceOf(DeleteConflictException.class);
        iam.deactivateMFADevice(r -> r.userName("erin").serialNumber(serial));
        assertThat(iam.listVirtualMFADevices(r -> r.assignmentStatus("Unassigned"))
                        .virtualMFADevices())
                .hasSize(1);
        assertThat(records()).noneMatch(record -> record.contains("654321"));
    }

    @Test
    void aPasswordIsThereOrNot() {
        iam.createLoginProfile(r -> r.userName("erin").password("correct horse").passwordResetRequired(true));

        assertThat(iam.getLoginProfile(r -> r.userName("erin")).loginProfile().passwordResetRequired())
                .isTrue();
        assertThat(records()).noneMatch(record -> record.contains("correct horse"));
        iam.deleteLoginProfile(r -> r.userName("erin"));
        assertThatThrownBy(() -> iam.getLoginProfile(r -> r.userName("erin")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aPasswordPolicyIsReplacedAsAWhole() {
        iam.updateAccountPasswordPolicy(r -> r.minimumPasswordLength(14).requireNumbers(true));
        iam.updateAccountPasswordPolicy(r -> r.maxPasswordAge(90));

        assertThat(iam.getAccountPasswordPolicy().passwordPolicy())
                .isEqualTo(PasswordPolicy.builder()
                        .minimumPasswordLength(6)
                        .requireSymbols(false)
                        .requireNumbers(false)
                        .requireUppercaseCharacters(false)
                        .requireLowercaseCharacters(false)
                        .allowUsersToChangePassword(false)
                        .expirePasswords(true)
                        .maxPasswordAge(90)
                        .hardExpiry(false)
                        .build());
        iam.deleteAccountPasswordPolicy();
        assertThatThrownBy(() -> iam.getAccountPasswordPolicy()).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aServerCertificateCanBeRenamed() {
        iam.uploadServerCertificate(r -> r.serverCertificateName("web")
                .certificateBody(SampleCertificates.all().getFirst())
                .privateKey("the key"));
        iam.updateServerCertificate(r -> r.serverCertificateName("web").newServerCertificateName("old"));

        assertThat(iam.listServerCertificates().serverCertificateMetadataList())
                .singleElement()
                .satisfies(one -> assertThat(one.arn()).isEqualTo("arn:aws:iam::111122223333:server-certificate/old"));
        assertThat(records()).noneMatch(record -> record.contains("the key"));
        iam.deleteServerCertificate(r -> r.serverCertificateName("old"));
    }

    @Test
    void aSamlProviderKeepsItsDocumentAndTags() {
        String document = "<EntityDescriptor>" + "x".repeat(1000) + "</EntityDescriptor>";
        Tag tag = Tag.builder().key("owner").value("identity").build();
        String arn = iam.createSAMLProvider(
                        r -> r.name("corp").samlMetadataDocument(document).tags(tag))
                .samlProviderArn();

        assertThat(iam.getSAMLProvider(r -> r.samlProviderArn(arn)))
                .satisfies(one -> assertThat(one.samlMetadataDocument()).isEqualTo(document))
                .satisfies(one -> assertThat(one.tags()).containsExactly(tag));
        iam.deleteSAMLProvider(r -> r.samlProviderArn(arn));
        assertThat(iam.listSAMLProviders().samlProviderList()).isEmpty();
    }

    @Test
    void anOidcProviderKeepsItsTags() {
        Tag tag = Tag.builder().key("owner").value("platform").build();
        String arn = iam.createOpenIDConnectProvider(
                        r -> r.url("https://idp.example.com").tags(tag))
                .openIDConnectProviderArn();

        assertThat(iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn))
                        .tags())
                .containsExactly(tag);
    }

    @Test
    void aTrailIsMadeStoppedAndDeleted() {
        cloudTrail.createTrail(r ->
                r.name("audit").s3BucketName("logs").isMultiRegionTrail(true).enableLogFileValidation(true));
        cloudTrail.startLogging(r -> r.name("audit"));

        assertThat(cloudTrail.getTrailStatus(r -> r.name("audit")).isLogging()).isTrue();
        assertThat(cloudTrail.describeTrails().trailList())
                .containsExactly(Trail.builder()
                        .name("audit")
                        .trailARN("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit")
                        .s3BucketName("logs")
                        .homeRegion("us-east-1")
                        .includeGlobalServiceEvents(true)
                        .isMultiRegionTrail(true)
                        .isOrganizationTrail(false)
                        .logFileValidationEnabled(true)
                        .hasCustomEventSelectors(false)
                        .hasInsightSelectors(false)
                        .build());
        cloudTrail.stopLogging(r -> r.name("audit"));
        cloudTrail.putEventSelectors(r -> r.trailName("audit")
                .eventSelectors(s -> s.readWriteType(ReadWriteType.READ_ONLY).includeManagementEvents(true)));
        GetEventSelectorsResponse selectors = cloudTrail.getEventSelectors(r -> r.trailName("audit"));
        assertThat(selectors.eventSelectors())
                .singleElement()
                .satisfies(one -> assertThat(one.readWriteType()).isEqualTo(ReadWriteType.READ_ONLY));
        cloudTrail.deleteTrail(r -> r.name("audit"));
        assertThatThrownBy(() -> cloudTrail.getTrailStatus(r -> r.name("audit")))
                .isInstanceOf(TrailNotFoundException.class);
        assertThat(records()).anyMatch(record -> record.contains("\"requestParameters\":{\"name\":\"audit\"}"));
    }

    @Test
    void anEventDataStoreWaitsBeforeItIsGone() {
        String arn = cloudTrail
                .createEventDataStore(r -> r.name("lake").terminationProtectionEnabled(false))
                .eventDataStoreArn();
        cloudTrail.deleteEventDataStore(r -> r.eventDataStore(arn));

        assertThat(cloudTrail.getEventDataStore(r -> r.eventDataStore(arn)).status())
                .isEqualTo(EventDataStoreStatus.PENDING_DELETION);
        cloudTrail.restoreEventDataStore(r -> r.eventDataStore(arn));
        cloudTrail.updateEventDataStore(r -> r.eventDataStore(arn).terminationProtectionEnabled(true));
        assertThat(cloudTrail.getEventDataStore(r -> r.eventDataStore(arn)))
                .satisfies(one -> assertThat(one.status()).isEqualTo(EventDataStoreStatus.ENABLED))
                .satisfies(one -> assertThat(one.terminationProtectionEnabled()).isTrue());
    }

    private List<String> records() {
        return aws
                .history()
                .lookup(new LookupQuery(
                        new Scope("111122223333", "us-east-1"), List.of(), null, null, null, null, null))
                .events()
                .stream()
                .map(HistoryEvent::record)
                .toList();
    }
}
