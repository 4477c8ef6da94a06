package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import io.tamperwatch.architecture.Product;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.inventory.IamPace;
import io.tamperwatch.rights.Permission;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;

/** The real SDK over HTTP, against the emulator. */
class AwsRightsProbeTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final String ME = "arn:aws:iam::111122223333:user/tamperwatch";
    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID,
            "aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY,
            "aws.region", "us-east-1");

    /** What the API has beside its operations. */
    private static final Set<String> NO_OPERATION = Set.of("builder", "close", "serviceName");

    private final AwsEmulator aws = AwsEmulator.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Map<String, Boolean> answers = new TreeMap<>();
    private @Nullable AwsClients clients;
    private @Nullable AwsRightsProbe probe;

    @BeforeEach
    void pointTheSdkAtTheEmulator() {
        SDK.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.url().toString());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        clients = new AwsClients(() -> Map.of(), (account, action, allowed) -> answers.put(action, allowed));
        probe = new AwsRightsProbe(clients, new AwsAccounts(clients, clock), new IamPace(100, clock));
    }

    @AfterEach
    void leaveNothingBehind() {
        clients.close();
        aws.close();
        SDK.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    @Test
    void whatIsRefusedIsMissingAndWhatIsNotThereIsNot() {
        aws.rules().deny(ME, "iam:GetAccountSummary");
        aws.rules().deny(ME, "iam:GetRole");
        aws.rules().deny(ME, "iam:GetOpenIDConnectProvider");

        for (Permission permission : Set.of(
                Permission.GET_ACCOUNT_SUMMARY,
                Permission.GET_ROLE,
                Permission.GET_OIDC_PROVIDER,
                Permission.LIST_USERS,
                Permission.LIST_ROLES,
                Permission.LIST_OIDC_PROVIDERS,
                Permission.LIST_SIGNING_CERTIFICATES,
                Permission.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                Permission.LOOKUP_EVENTS)) {
            probe.probe("default", permission);
        }

        assertThat(answers)
                .isEqualTo(Map.of(
                        "iam:GetAccountSummary", false,
                        "iam:GetRole", false,
                        "iam:GetOpenIDConnectProvider", false,
                        "iam:ListUsers", true,
                        "iam:ListRoles", true,
                        "iam:ListOpenIDConnectProviders", true,
                        "iam:ListSigningCertificates", true,
                        "iam:GetAccountAuthorizationDetails", true));
        aws.rules().allow(ME, "iam:GetRole");
        probe.probe("default", Permission.GET_ROLE);
        assertThat(answers).containsEntry("iam:GetRole", true);
    }

    @Test
    void whatTellsNothingOfAPermissionIsNotLearnedFrom() {
        aws.fault(io.tamperwatch.emulator.Fault.throttled());
        probe.probe("default", Permission.LIST_USERS);
        aws.fault(io.tamperwatch.emulator.Fault.internalError());
        probe.probe("default", Permission.LIST_USERS);
        aws.accessKeys().revoke(AwsEmulator.ACCESS_KEY_ID);
        aws.healthy();
        probe.probe("default", Permission.LIST_USERS);

        assertThat(answers).isEmpty();
    }

    /** What the product asks for is what it makes use of, and nothing more: the calls in the code are the list. */
    @Test
    void everyCallOfTheCodeNeedsAPermissionOfTheListAndTheOtherWayRound() {
        Set<String> called = Product.CLASSES.stream()
                // it asks for all that is on the list, needed or not
                .filter(type -> !type.isEquivalentTo(AwsRightsProbe.class))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> !NO_OPERATION.contains(access.getName()))
                .map(AwsRightsProbeTest::action)
                .filter(action -> !action.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(called)
                .isEqualTo(Arrays.stream(Permission.values())
                        // asked without a client of the SDK, in one place
                        .filter(permission -> permission != Permission.LIST_REGIONS)
                        .map(Permission::action)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String action(JavaAccess<?> access) {
        String operation = access.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + access.getName().substring(1);
        if (access.getTargetOwner().isEquivalentTo(IamClient.class)) {
            return "iam:" + operation;
        }
        return access.getTargetOwner().isEquivalentTo(CloudTrailClient.class) ? "cloudtrail:" + operation : "";
    }
}
