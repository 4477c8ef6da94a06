package io.tamperwatch.remediation;

import io.tamperwatch.emulator.SampleCertificates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * One event that does harm.
 *
 * @param given what nobody but the person who runs the script can know
 * @param known what a snapshot before the event had
 * @param addsSomething whether the harm is something added, which the undo only switches off
 */
record Harm(
        String detection,
        Consumer<AccountState> before,
        Consumer<AccountState> event,
        Map<String, String> given,
        @Nullable Known known,
        boolean addsSomething) {

    private static final String ERIN = AccountState.ERIN;
    private static final String PEM = SampleCertificates.all().getFirst();
    private static final String SSH = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC erin@example.com";
    private static final String OIDC = "arn:aws:iam::111122223333:oidc-provider/idp.example.com/a";
    private static final String SAML = "arn:aws:iam::111122223333:saml-provider/corp";
    private static final String MFA = "arn:aws:iam::111122223333:mfa/erin";
    private static final String THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";
    private static final String METADATA = "<EntityDescriptor>\n'\"$&" + "x".repeat(1000) + "</EntityDescriptor>";
    private static final String OTHER_METADATA = "<EntityDescriptor>" + "y".repeat(1000) + "</EntityDescriptor>";
    private static final Tag TAG =
            Tag.builder().key("owner").value("it's $HOME").build();
    private static final Instant EARLIER = Instant.parse("2026-11-22T11:00:00Z");

    @Override
    public String toString() {
        return detection;
    }

    static List<Harm> all() {
        List<Harm> all = new ArrayList<>();
        certificates(all);
        accessKeys(all);
        otherCredentials(all);
        signIn(all);
        providers(all);
        serverCertificates(all);
        trails(all);
        return all;
    }

    private Harm given(String name, String value) {
        Map<String, String> more = new java.util.TreeMap<>(given);
        more.put(name, value);
        return new Harm(detection, before, event, more, known, addsSomething);
    }

    private Harm known(Known what) {
        return new Harm(detection, before, event, given, what, addsSomething);
    }

    private Harm added() {
        return new Harm(detection, before, event, given, known, true);
    }

    private static Harm of(String detection, Consumer<AccountState> before, Consumer<AccountState> event) {
        return new Harm(detection, before, event, Map.of(), null, false);
    }

    private static Consumer<AccountState> iam(Consumer<IamClient> call) {
        return account -> call.accept(account.iam());
    }

    private static void certificates(List<Harm> all) {
        Consumer<AccountState> upload =
                iam(iam -> iam.uploadSigningCertificate(r -> r.userName(ERIN).certificateBody(PEM)));
        Consumer<AccountState> switchOff = iam(iam -> iam.updateSigningCertificate(
                r -> r.userName(ERIN).certificateId(certificate(iam)).status(StatusType.INACTIVE)));
        Consumer<AccountState> delete =
                iam(iam -> iam.deleteSigningCertificate(r -> r.userName(ERIN).certificateId(certificate(iam))));
        all.add(of("iam-signing-certificate-deleted", upload, delete));
        all.add(of("iam-signing-certificate-deleted", upload.andThen(switchOff), delete)
                .known(new Known.Certificate(PEM, "Inactive", EARLIER)));
        all.add(of("iam-signing-certificate-deactivated", upload, switchOff));
        all.add(of("iam-signing-certificate-uploaded", account -> {}, upload).added());
    }

    private static String certificate(IamClient iam) {
        return iam.listSigningCertificates(r -> r.userName(ERIN))
                .certificates()
                .getFirst()
                .certificateId();
    }

    private static void accessKeys(List<Harm> all) {
        Consumer<AccountState> create = iam(iam -> iam.createAccessKey(r -> r.userName(ERIN)));
        Consumer<AccountState> switchOff = status(StatusType.INACTIVE);
        all.add(of("iam-access-key-created", account -> {}, create).added());
        all.add(of(
                "iam-access-key-deleted",
                create,
                iam(iam -> iam.deleteAccessKey(r -> r.userName(ERIN).accessKeyId(key(iam))))));
        all.add(of("iam-access-key-status-changed", create, switchOff));
        all.add(of("iam-access-key-status-changed", create.andThen(switchOff), status(StatusType.ACTIVE)));
    }

    private static Consumer<AccountState> status(StatusType status) {
        return iam(iam ->
                iam.updateAccessKey(r -> r.userName(ERIN).accessKeyId(key(iam)).status(status)));
    }

    private static String key(IamClient iam) {
        return iam.listAccessKeys(r -> r.userName(ERIN))
                .accessKeyMetadata()
                .getFirst()
                .accessKeyId();
    }

    private static void otherCredentials(List<Harm> all) {
        Consumer<AccountState> upload =
                iam(iam -> iam.uploadSSHPublicKey(r -> r.userName(ERIN).sshPublicKeyBody(SSH)));
        all.add(of("iam-ssh-public-key-uploaded", account -> {}, upload).added());
        all.add(of(
                "iam-ssh-public-key-removed",
                upload,
                iam(iam -> iam.deleteSSHPublicKey(r -> r.userName(ERIN).sshPublicKeyId(sshKey(iam))))));
        all.add(of(
                "iam-ssh-public-key-removed",
                upload,
                iam(iam -> iam.updateSSHPublicKey(
                        r -> r.userName(ERIN).sshPublicKeyId(sshKey(iam)).status(StatusType.INACTIVE)))));
        Consumer<AccountState> create = iam(iam ->
                iam.createServiceSpecificCredential(r -> r.userName(ERIN).serviceName("cassandra.amazonaws.com")));
        all.add(of("iam-service-credential-issued", account -> {}, create).added());
        all.add(of(
                "iam-service-credential-removed",
                create,
                iam(iam -> iam.deleteServiceSpecificCredential(
                        r -> r.userName(ERIN).serviceSpecificCredentialId(serviceCredential(iam))))));
        all.add(of(
                "iam-service-credential-removed",
                create,
                iam(iam -> iam.updateServiceSpecificCredential(r -> r.userName(ERIN)
                        .serviceSpecificCredentialId(serviceCredential(iam))
                        .status(StatusType.INACTIVE)))));
    }

    private static String sshKey(IamClient iam) {
        return iam.listSSHPublicKeys(r -> r.userName(ERIN))
                .sshPublicKeys()
                .getFirst()
                .sshPublicKeyId();
    }

    private static String serviceCredential(IamClient iam) {
        return iam.listServiceSpecificCredentials(r -> r.userName(ERIN))
                .serviceSpecificCredentials()
                .getFirst()
                .serviceSpecificCredentialId();
    }

    private static void signIn(List<Harm> all) {
        Consumer<AccountState> make = iam(iam -> iam.createVirtualMFADevice(r -> r.virtualMFADeviceName(ERIN)));
        Consumer<AccountState> bind = make.andThen(iam(iam -> iam.enableMFADevice(r ->
                r.userName(ERIN).serialNumber(MFA).authenticationCode1("111111").authenticationCode2("222222"))));
        all.add(of(
                        "iam-mfa-deactivated",
                        bind,
                        iam(iam -> iam.deactivateMFADevice(r -> r.userName(ERIN).serialNumber(MFA))))
                .given("CODE_1", "123456")
                .given("CODE_2", "654321"));
        all.add(of("iam-virtual-mfa-deleted", make, iam(iam -> iam.deleteVirtualMFADevice(r -> r.serialNumber(MFA)))));
        Consumer<AccountState> password =
                iam(iam -> iam.createLoginProfile(r -> r.userName(ERIN).password("any")));
        all.add(of("iam-login-profile-created", account -> {}, password));
        all.add(of("iam-login-profile-deleted", password, iam(iam -> iam.deleteLoginProfile(r -> r.userName(ERIN))))
                .given("TEMPORARY_PASSWORD", "it's $(new) `once` \"more\""));
        all.add(of(
                        "iam-login-profile-updated",
                        password,
                        iam(iam -> iam.updateLoginProfile(r -> r.userName(ERIN).password("theirs"))))
                .given("TEMPORARY_PASSWORD", "new"));
        Consumer<AccountState> policy = iam(iam -> iam.updateAccountPasswordPolicy(
                r -> r.minimumPasswordLength(17).requireNumbers(true).maxPasswordAge(90)));
        all.add(of("iam-password-policy-deleted", policy, iam(IamClient::deleteAccountPasswordPolicy)));
        all.add(of(
                "iam-password-policy-updated",
                policy,
                iam(iam -> iam.updateAccountPasswordPolicy(r -> r.minimumPasswordLength(6)))));
    }

    private static void providers(List<Harm> all) {
        Consumer<AccountState> create =
                iam(iam -> iam.createOpenIDConnectProvider(r -> r.url("https://idp.example.com/a")
                        .clientIDList("app", "it's $(other)")
                        .thumbprintList(THUMBPRINT)
                        .tags(TAG)));
        all.add(of(
                "iam-oidc-client-id-removed",
                create,
                iam(iam -> iam.removeClientIDFromOpenIDConnectProvider(
                        r -> r.openIDConnectProviderArn(OIDC).clientID("it's $(other)")))));
        all.add(of(
                "iam-oidc-client-id-added",
                create,
                iam(iam -> iam.addClientIDToOpenIDConnectProvider(
                        r -> r.openIDConnectProviderArn(OIDC).clientID("file:///etc/passwd")))));
        all.add(of("iam-oidc-provider-created", account -> {}, create));
        Consumer<AccountState> delete =
                iam(iam -> iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(OIDC)));
        all.add(of("iam-oidc-provider-deleted", create, delete));
        all.add(of(
                "iam-oidc-thumbprint-updated",
                create,
                iam(iam -> iam.updateOpenIDConnectProviderThumbprint(
                        r -> r.openIDConnectProviderArn(OIDC).thumbprintList("f".repeat(40))))));
        Consumer<AccountState> createSaml = iam(iam -> iam.createSAMLProvider(
                r -> r.name("corp").samlMetadataDocument(METADATA).tags(TAG)));
        all.add(of("iam-saml-provider-created", account -> {}, createSaml));
        all.add(of(
                "iam-saml-provider-deleted",
                createSaml,
                iam(iam -> iam.deleteSAMLProvider(r -> r.samlProviderArn(SAML)))));
        all.add(of(
                "iam-saml-provider-updated",
                createSaml,
                iam(iam -> iam.updateSAMLProvider(r -> r.samlProviderArn(SAML).samlMetadataDocument(OTHER_METADATA)))));
    }

    private static void serverCertificates(List<Harm> all) {
        Consumer<AccountState> upload = iam(iam -> iam.uploadServerCertificate(r -> r.serverCertificateName("web")
                .path("/shop/")
                .certificateBody(PEM)
                .privateKey("the key")));
        all.add(of("iam-server-certificate-uploaded", account -> {}, upload));
        all.add(of(
                        "iam-server-certificate-deleted",
                        upload,
                        iam(iam -> iam.deleteServerCertificate(r -> r.serverCertificateName("web"))))
                .given("PRIVATE_KEY", "the key\nin two lines"));
        all.add(of(
                "iam-server-certificate-renamed",
                upload,
                iam(iam -> iam.updateServerCertificate(r -> r.serverCertificateName("web")
                        .newServerCertificateName("old")
                        .newPath("/")))));
    }

    private static void trails(List<Harm> all) {
        Consumer<AccountState> make = trail(true);
        all.add(of(
                "cloudtrail-logging-stopped",
                make,
                account -> account.cloudTrail().stopLogging(r -> r.name("audit"))));
        all.add(of(
                        "cloudtrail-trail-deleted",
                        make,
                        account -> account.cloudTrail().deleteTrail(r -> r.name("audit")))
                .given("BUCKET_NAME", "logs"));
        all.add(of(
                        "cloudtrail-trail-updated",
                        make,
                        account -> account.cloudTrail()
                                .updateTrail(r ->
                                        r.name("audit").s3BucketName("theirs").isMultiRegionTrail(false)))
                .given("BUCKET_NAME", "logs"));
        all.add(of(
                "cloudtrail-trail-updated",
                trail(false),
                account -> account.cloudTrail().updateTrail(r -> r.name("audit").enableLogFileValidation(false))));
        all.add(of(
                "cloudtrail-trail-updated",
                trail(false)
                        .andThen(account -> account.cloudTrail()
                                .updateTrail(r -> r.name("audit").s3BucketName("logs"))),
                account -> account.cloudTrail().updateTrail(r -> r.name("audit").s3BucketName("theirs"))));
        all.add(of(
                "cloudtrail-event-selectors-changed",
                make.andThen(account -> selectors(account, ReadWriteType.WRITE_ONLY)),
                account -> selectors(account, ReadWriteType.READ_ONLY)));
        all.add(of(
                "cloudtrail-event-data-store-deleted",
                account -> account.cloudTrail()
                        .createEventDataStore(r -> r.name("lake").terminationProtectionEnabled(false)),
                account -> account.cloudTrail()
                        .deleteEventDataStore(r -> r.eventDataStore(account.cloudTrail()
                                .listEventDataStores(any -> {})
                                .eventDataStores()
                                .getFirst()
                                .eventDataStoreArn()))));
    }

    private static Consumer<AccountState> trail(boolean ofAllRegions) {
        return account -> {
            account.cloudTrail()
                    .createTrail(r -> r.name("audit")
                            .s3BucketName("logs")
                            .isMultiRegionTrail(ofAllRegions)
                            .enableLogFileValidation(true));
            account.cloudTrail().startLogging(r -> r.name("audit"));
        };
    }

    private static void selectors(AccountState account, ReadWriteType type) {
        account.cloudTrail()
                .putEventSelectors(r -> r.trailName("audit")
                        .eventSelectors(s -> s.readWriteType(type).includeManagementEvents(true)));
    }
}
