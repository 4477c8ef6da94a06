package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Caller;
import io.tamperwatch.emulator.TestingCertificates;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.IamSource;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.Kind;
import io.tamperwatch.inventory.TestingSnapshots;
import io.tamperwatch.inventory.TestingSnapshots.Made;
import io.tamperwatch.store.TestingStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real SDK over HTTP, against the emulator, with a large account and a clock that only moves when somebody waits. */
class InventoryAtScaleTest {

    private static final String DIGITS = AwsEmulator.ACCOUNT.id();
    private static final Caller.User ADMIN =
            Caller.User.of(AwsEmulator.ACCOUNT, "tamperwatch", AwsEmulator.ACCESS_KEY_ID);
    private static final int USERS = 5_000;
    private static final int WITH_CERTIFICATE = 400;
    private static final int ROLES = 1_000;
    private static final int PROVIDERS = 20;
    private static final double BUDGET = 4;
    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID,
            "aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY,
            "aws.region", "us-east-1");

    @TempDir
    Path directory;

    private final TestingSnapshots.Time time = new TestingSnapshots.Time(Instant.parse("2026-11-22T12:00:00Z"));
    private final AwsEmulator aws = AwsEmulator.start(time);
    private final List<String> certificates = TestingCertificates.different(WITH_CERTIFICATE + 1);
    private @Nullable AwsClients clients;
    private @Nullable TestingStores stores;
    private int largestBatch;

    @BeforeEach
    void pointTheSdkAtTheEmulator() {
        SDK.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.url().toString());
        clients = new AwsClients(() -> Map.of());
        stores = new TestingStores(directory);
    }

    @AfterEach
    void leaveNothingBehind() {
        clients.close();
        stores.close();
        aws.close();
        SDK.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    @Test
    void theFirstSnapshotTakesTheTimeItPredictsAndTheNextATenthOfItsCalls() throws InterruptedException {
        fill();
        aws.iamRate(BUDGET + 1);
        InventoryStore store = watched(stores.inventory());
        TestingSnapshots snapshots = snapshots(store, BUDGET);

        long before = aws.requests().total();
        Made first = snapshots.make(DIGITS);
        long calls = aws.requests().total() - before;

        assertThat(first.gaps()).isEmpty();
        assertThat(store.count().get(DIGITS))
                .isEqualTo(Map.of(
                        Kind.SIGNING_CERTIFICATE, (long) WITH_CERTIFICATE,
                        Kind.OIDC_PROVIDER, (long) PROVIDERS,
                        Kind.ROLE, (long) ROLES));
        // listing: the report in three, roles by the hundred, providers of both kinds; then each provider and each
        // holder, and ten of those of whom the report tells nothing
        assertThat(calls).isEqualTo(3 + ROLES / 100 + 2 + PROVIDERS + WITH_CERTIFICATE + 10);
        assertThat(first.took()).isLessThanOrEqualTo(snapshots.predicted(calls).plusSeconds(2));
        assertThat(largestBatch).isEqualTo(100);

        time.advance(Duration.ofHours(5));
        delete("user-00007");
        before = aws.requests().total();
        Made next = snapshots.make(DIGITS);
        assertThat(next.gaps()).isEmpty();
        assertThat(aws.requests().total() - before).isLessThanOrEqualTo(calls / 10);
        assertThat(store.certificatesBefore(DIGITS, "user-00007", time.instant()))
                .isEmpty();
        assertThat(store.certificatesBefore(DIGITS, "user-00008", time.instant()))
                .singleElement()
                .satisfies(seen -> assertThat(seen.held().body()).isEqualTo(certificates.get(8)));
    }

    @Test
    void throttlingAndABreakInTheMiddleCostNothingButTime() throws InterruptedException {
        givenUsers(60, 60);
        aws.iamRate(1);
        InventoryStore store = stores.inventory();
        int[] waits = {0};
        TestingSnapshots snapshots = new TestingSnapshots(source(), store, 3, time, slept -> {
            waits[0]++;
            if (waits[0] == 150) {
                throw new IllegalStateException("the process ends here");
            }
        });
        try {
            snapshots.make(DIGITS);
            throw new AssertionError("it was to be broken off");
        } catch (IllegalStateException e) {
            assertThat(store.count().get(DIGITS).get(Kind.SIGNING_CERTIFICATE)).isBetween(5L, 59L);
        }
        long kept = store.count().get(DIGITS).get(Kind.SIGNING_CERTIFICATE);

        aws.iamRate(Double.POSITIVE_INFINITY);
        long before = aws.requests().total();
        assertThat(snapshots(store, 3).make(DIGITS).gaps()).isEmpty();
        assertThat(store.count().get(DIGITS).get(Kind.SIGNING_CERTIFICATE)).isEqualTo(60);
        assertThat(aws.requests().total() - before).isLessThanOrEqualTo(60 - kept + 8);
    }

    @Test
    void whatMayNotBeReadIsNamedAndTheRestIsRead() throws InterruptedException {
        givenUsers(30, 10);
        givenProvider(0);
        givenRole(0);
        for (String action :
                List.of("GenerateCredentialReport", "GetAccountAuthorizationDetails", "ListSAMLProviders")) {
            aws.rules().deny(ADMIN.arn(), "iam:" + action);
        }
        InventoryStore store = stores.inventory();
        TestingSnapshots snapshots = snapshots(store, 50);

        Made made = snapshots.make(DIGITS);

        assertThat(made.gaps())
                .containsExactly(
                        "roles iam:GetAccountAuthorizationDetails",
                        "certificates iam:GenerateCredentialReport",
                        "saml-providers iam:ListSAMLProviders");
        assertThat(store.count().get(DIGITS))
                .isEqualTo(Map.of(Kind.SIGNING_CERTIFICATE, 10L, Kind.OIDC_PROVIDER, 1L, Kind.ROLE, 1L));
        assertThat(store.present(DIGITS, Held.Role.class, "arn:aws:iam::111122223333:role/role-0000")
                        .orElseThrow()
                        .held()
                        .lastUsed())
                .isNull();
        assertThat(store.completeAt(DIGITS)).isPresent();

        long before = aws.requests().total();
        snapshots.make(DIGITS);
        // a tenth of 31 users (the emulator brings one), and eight for the lists and the refusals
        assertThat(aws.requests().total() - before).isLessThanOrEqualTo(4 + 8);
    }

    private IamSource source() {
        return new AwsIamSource(clients, new AwsAccounts(clients, time));
    }

    private TestingSnapshots snapshots(InventoryStore store, double budget) {
        return new TestingSnapshots(source(), store, budget, time, slept -> {});
    }

    /** The store, which also sees how much it is given at once. */
    private InventoryStore watched(InventoryStore store) {
        return (InventoryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {InventoryStore.class}, (proxy, method, arguments) -> {
                    for (Object argument : arguments == null ? new Object[0] : arguments) {
                        if (argument instanceof Collection<?> things) {
                            largestBatch = Math.max(largestBatch, things.size());
                        }
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void fill() {
        givenUsers(USERS - 1, WITH_CERTIFICATE);
        IntStream.range(0, ROLES).forEach(this::givenRole);
        IntStream.range(0, PROVIDERS).forEach(this::givenProvider);
    }

    private void givenUsers(int users, int withCertificate) {
        for (int i = 0; i < users; i++) {
            String name = "user-%05d".formatted(i);
            given("CreateUser", Map.of("UserName", name));
            if (i < withCertificate) {
                given("UploadSigningCertificate", Map.of("UserName", name, "CertificateBody", certificates.get(i)));
            }
        }
    }

    private void givenRole(int i) {
        given(
                "CreateRole",
                Map.of("RoleName", "role-%04d".formatted(i), "AssumeRolePolicyDocument", "{\"Statement\":[]}"));
    }

    private void givenProvider(int i) {
        given(
                "CreateOpenIDConnectProvider",
                Map.of("Url", "https://p%02d.example.com".formatted(i), "ClientIDList.member.1", "app"));
    }

    private void delete(String user) {
        String id = aws.given(ADMIN, "ListSigningCertificates", Map.of("UserName", user), time.instant())
                .at("/Certificates/0/CertificateId")
                .asText();
        given("DeleteSigningCertificate", Map.of("UserName", user, "CertificateId", id));
    }

    private void given(String action, Map<String, String> parameters) {
        aws.given(ADMIN, action, parameters, time.instant());
    }
}
