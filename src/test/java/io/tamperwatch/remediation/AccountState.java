package io.tamperwatch.remediation;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Call;
import io.tamperwatch.emulator.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.StatusType;

/** An emulated account with one user, erin, and everything it holds as text that can be compared. */
final class AccountState implements AutoCloseable {

    static final String ERIN = "erin";

    private final Clock clock;
    private final @Nullable AwsEmulator emulator;
    private final URI url;
    private final CallRecords recorded = new CallRecords();
    private volatile AwsCredentials credentials =
            AwsBasicCredentials.create(AwsEmulator.ACCESS_KEY_ID, AwsEmulator.SECRET_ACCESS_KEY);
    private final IamClient iam;
    private final CloudTrailClient cloudTrail;

    /** An account of the emulator, which records calls itself. */
    AccountState() {
        this(new Ticking());
    }

    private AccountState(Clock clock) {
        this(clock, AwsEmulator.start(clock));
    }

    private AccountState(Clock clock, AwsEmulator emulator) {
        this(clock, emulator, emulator.url());
        emulator.lookupRate(Double.POSITIVE_INFINITY);
    }

    /** The account that answers there, whose calls are recorded on this side. */
    AccountState(URI url) {
        this(new Ticking(), null, url);
    }

    private AccountState(Clock clock, @Nullable AwsEmulator emulator, URI url) {
        this.clock = clock;
        this.emulator = emulator;
        this.url = url;
        iam = configure(IamClient.builder()).build();
        cloudTrail = configure(CloudTrailClient.builder()).build();
        iam.createUser(r -> r.userName(ERIN));
    }

    /** Each look is a second later, so that events have an order. It is about now, since the scripts ask for today's events. */
    private static final class Ticking extends Clock {
        private final AtomicLong seconds =
                new AtomicLong(Clock.systemUTC().instant().getEpochSecond() - 3600);

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    URI url() {
        return url;
    }

    /** Of every call so far, as CloudTrail writes it. */
    List<String> records() {
        return emulator == null
                ? recorded.all()
                : cloudTrail.lookupEventsPaginator(r -> r.maxResults(50)).events().stream()
                        .map(Event::cloudTrailEvent)
                        .toList();
    }

    /** From here on another user makes the calls; what was there before is not the doing of the same actor. */
    void intruderComes() {
        recorded.by("mallory");
        if (emulator != null) {
            String key = "AKIA0MALLORYSEXAMPLE";
            emulator.accessKeys().add(Caller.User.of(AwsEmulator.ACCOUNT, "mallory", key));
            credentials = AwsBasicCredentials.create(key, AwsEmulator.SECRET_ACCESS_KEY);
        }
    }

    /** Somebody who came by a role calls IAM. */
    void asRole(String role, String action, Map<String, String> parameters) {
        var caller =
                Caller.RoleSession.of(AwsEmulator.ACCOUNT, role, "deploy-42", "ASIA0ROLESESSIONXMPL", clock.instant());
        Call call = Call.of(caller, Call.Origin.of("203.0.113.9", "aws-cli"), clock.instant());
        Objects.requireNonNull(emulator).iam(call, action, parameters);
    }

    /** Who may what: policies, to whom they belong, and whom roles trust. */
    String rights() {
        Set<String> rights = new TreeSet<>();
        var details = iam.getAccountAuthorizationDetails(
                r -> r.filter(EntityType.USER, EntityType.GROUP, EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY));
        details.userDetailList()
                .forEach(one -> rights.add("user %s %s %s"
                        .formatted(one.userName(), one.attachedManagedPolicies(), one.userPolicyList())));
        details.groupDetailList()
                .forEach(one -> rights.add("group %s %s %s"
                        .formatted(one.groupName(), one.attachedManagedPolicies(), one.groupPolicyList())));
        details.roleDetailList()
                .forEach(one -> rights.add("role %s %s %s %s"
                        .formatted(
                                one.roleName(),
                                one.attachedManagedPolicies(),
                                one.rolePolicyList(),
                                one.assumeRolePolicyDocument())));
        details.policies()
                .forEach(one -> rights.add("policy %s in force %s"
                        .formatted(
                                one.arn(),
                                one.policyVersionList().stream()
                                        .filter(PolicyVersion::isDefaultVersion)
                                        .map(PolicyVersion::document)
                                        .toList())));
        return String.join("\n", rights);
    }

    IamClient iam() {
        return iam;
    }

    CloudTrailClient cloudTrail() {
        return cloudTrail;
    }

    /** @param onlyActive leaves out what is switched off: so much is gone as can be taken back */
    String text(boolean onlyActive) {
        Set<String> state = new TreeSet<>();
        user(state, onlyActive);
        providers(state);
        iam.listServerCertificates()
                .serverCertificateMetadataList()
                .forEach(one -> state.add("server certificate "
                        + one.path() + one.serverCertificateName() + " "
                        + iam.getServerCertificate(r -> r.serverCertificateName(one.serverCertificateName()))
                                .serverCertificate()
                                .certificateBody()));
        state.add(
                "password policy " + orNone(() -> iam.getAccountPasswordPolicy().passwordPolicy()));
        trails(state);
        return String.join("\n", state);
    }

    private void user(Set<String> state, boolean onlyActive) {
        iam.listSigningCertificates(r -> r.userName(ERIN)).certificates().stream()
                .filter(one -> !onlyActive || one.status() == StatusType.ACTIVE)
                .forEach(one -> state.add("certificate " + one.statusAsString() + " " + one.certificateBody()));
        iam.listAccessKeys(r -> r.userName(ERIN)).accessKeyMetadata().stream()
                .filter(one -> !onlyActive || one.status() == StatusType.ACTIVE)
                .forEach(one -> state.add("access key " + one.statusAsString()));
        iam.listSSHPublicKeys(r -> r.userName(ERIN)).sshPublicKeys().stream()
                .filter(one -> !onlyActive || one.status() == StatusType.ACTIVE)
                .map(one -> iam.getSSHPublicKey(r -> r.userName(ERIN)
                                .sshPublicKeyId(one.sshPublicKeyId())
                                .encoding("SSH"))
                        .sshPublicKey())
                .forEach(one -> state.add("SSH public key " + one.statusAsString() + " " + one.sshPublicKeyBody()));
        asFarAsKnown(
                () -> iam.listServiceSpecificCredentials(r -> r.userName(ERIN)).serviceSpecificCredentials().stream()
                        .filter(one -> !onlyActive || one.status() == StatusType.ACTIVE)
                        .forEach(one -> state.add("credential " + one.statusAsString() + " " + one.serviceName())));
        iam.listMFADevices(r -> r.userName(ERIN))
                .mfaDevices()
                .forEach(one -> state.add("bound MFA device " + one.serialNumber()));
        iam.listVirtualMFADevices()
                .virtualMFADevices()
                .forEach(one -> state.add("virtual MFA device " + one.serialNumber()));
        state.add("password "
                + orNone(() -> iam.getLoginProfile(r -> r.userName(ERIN))
                        .loginProfile()
                        .userName()));
    }

    private void providers(Set<String> state) {
        iam.listOpenIDConnectProviders().openIDConnectProviderList().forEach(one -> {
            var provider = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(one.arn()));
            state.add("provider %s %s %s %s %s"
                    .formatted(
                            one.arn(),
                            provider.url(),
                            new TreeSet<>(provider.clientIDList()),
                            provider.thumbprintList(),
                            provider.tags()));
        });
        iam.listSAMLProviders().samlProviderList().forEach(one -> {
            var provider = iam.getSAMLProvider(r -> r.samlProviderArn(one.arn()));
            state.add("provider %s %s %s".formatted(one.arn(), provider.samlMetadataDocument(), provider.tags()));
        });
    }

    private void trails(Set<String> state) {
        cloudTrail.describeTrails().trailList().forEach(one -> {
            var selectors = cloudTrail.getEventSelectors(r -> r.trailName(one.trailARN()));
            state.add("trail " + one.toBuilder().hasCustomEventSelectors(false).build() + " logging "
                    + cloudTrail.getTrailStatus(r -> r.name(one.trailARN())).isLogging() + " selects "
                    + selectors.eventSelectors());
        });
        asFarAsKnown(() -> cloudTrail
                .listEventDataStores(r -> {})
                .eventDataStores()
                .forEach(one -> {
                    var store = cloudTrail.getEventDataStore(r -> r.eventDataStore(one.eventDataStoreArn()));
                    state.add("event data store %s %s %s"
                            .formatted(store.name(), store.statusAsString(), store.terminationProtectionEnabled()));
                }));
    }

    /** Not every server knows every call. */
    private static void asFarAsKnown(Runnable asked) {
        try {
            asked.run();
        } catch (AwsServiceException e) {
            if (e.statusCode() < 500) {
                throw e;
            }
        }
    }

    private static String orNone(Supplier<Object> asked) {
        try {
            return asked.get().toString();
        } catch (NoSuchEntityException none) {
            return "none";
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
        return builder.endpointOverride(url)
                .overrideConfiguration(o -> o.addExecutionInterceptor(recorded))
                .region(Region.US_EAST_1)
                .credentialsProvider(() -> credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public void close() {
        iam.close();
        cloudTrail.close();
        if (emulator != null) {
            emulator.close();
        }
    }
}
