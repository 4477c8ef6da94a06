package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tamperwatch.account.Listing;
import io.tamperwatch.account.Member;
import io.tamperwatch.account.Roster;
import io.tamperwatch.account.Standing;
import io.tamperwatch.account.TestingRosterStore;
import io.tamperwatch.account.Trouble;
import io.tamperwatch.emulator.Account;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.emulator.Organization;
import io.tamperwatch.event.Partition;
import io.tamperwatch.setting.InvalidSetting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed calls over HTTP, against the emulator. */
class AwsOrganizationTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
    private static final String ME = "arn:aws:iam::111122223333:user/tamperwatch";
    private static final Account OTHER = Account.of("444455556666");
    private static final String UNIT = "ou-exam-11111111";
    private static final String BELOW = "ou-exam-22222222";
    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", AwsEmulator.ACCESS_KEY_ID,
            "aws.secretAccessKey", AwsEmulator.SECRET_ACCESS_KEY,
            "aws.region", "us-east-1");

    private final AwsEmulator aws = AwsEmulator.start(CLOCK);
    private final Map<String, String> settings = new TreeMap<>(Map.of("role-name", "security/tamperwatch"));
    private final Map<String, AccountsConfig.Account> configured = new TreeMap<>();
    private final List<String> rights = new ArrayList<>();
    private final Roster roster = new Roster(new TestingRosterStore(), CLOCK);

    @BeforeEach
    void pointTheSdkAtTheEmulator() {
        SDK.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", aws.url().toString());
        aws.organization().unit(UNIT, Organization.ROOT, "workloads");
        aws.organization().unit(BELOW, UNIT, "production");
        aws.organization().add(AwsEmulator.ACCOUNT, "management", Organization.ROOT);
        aws.organization().add(OTHER, "shop", BELOW);
    }

    @AfterEach
    void leaveNothingBehind() {
        aws.close();
        SDK.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }

    private Listing<Member> list() {
        AccountBook book = new AccountBook(() -> configured, config(), roster);
        AwsClients clients = new AwsClients(book, (account, action, allowed) -> rights.add(action + " " + allowed));
        try {
            return new AwsOrganization(clients, book, new AwsAccounts(clients, CLOCK), pause -> {}).list();
        } finally {
            clients.close();
        }
    }

    private OrganizationConfig config() {
        return TestingOrganizationConfig.of(settings);
    }

    private static Listing<Member> complete(Member... members) {
        return new Listing.Complete<>(List.of(members));
    }

    private static Member watched(Account account) {
        return new Member(account.id(), Standing.WATCHED);
    }

    @Test
    void listsEveryPageWithWhatEachIs() {
        IntStream.range(0, 45)
                .forEach(i ->
                        aws.organization().add(Account.of("%012d".formatted(555500000000L + i)), "account " + i, UNIT));
        Account suspended = Account.of("888800000001");
        Account pending = Account.of("888800000002");
        aws.organization().add(suspended, "old", UNIT);
        aws.organization().state(suspended, "SUSPENDED");
        aws.organization().add(pending, "new", UNIT);
        aws.organization().state(pending, "PENDING_ACTIVATION");
        settings.put("exclude", "444455556666");

        assertThat(list())
                .isInstanceOfSatisfying(
                        Listing.Complete.class,
                        complete -> assertThat(complete.all())
                                .hasSize(49)
                                .contains(
                                        watched(AwsEmulator.ACCOUNT),
                                        new Member(OTHER.id(), Standing.EXCLUDED),
                                        new Member(suspended.id(), Standing.SUSPENDED),
                                        new Member(pending.id(), Standing.PENDING)));
    }

    @Test
    void looksIntoUnitsAndThoseBelowAndLeavesOutWhatIsExcluded() {
        settings.put("units", UNIT + "," + BELOW);
        assertThat(list()).isEqualTo(complete(watched(OTHER)));
        settings.remove("units");
        settings.put("exclude", BELOW);
        assertThat(list()).isEqualTo(complete(watched(AwsEmulator.ACCOUNT)));
        settings.put("units", "ou-exam-99999999");
        assertThat(list())
                .isEqualTo(new Listing.Failed<>(
                        Trouble.REJECTED,
                        "You specified a parent that does not exist."
                                + " (Service: organizations, Status Code: 400, Request ID: null)"));
    }

    @Test
    void anAccountThatIsConfiguredIsNotFoundASecondTime() {
        configured.put("own", TestingAccount.of(null));
        configured.put("shop", TestingAccount.of("arn:aws:iam::444455556666:role/shop"));
        assertThat(list())
                .isEqualTo(complete(
                        new Member(AwsEmulator.ACCOUNT.id(), Standing.CONFIGURED),
                        new Member(OTHER.id(), Standing.CONFIGURED)));
    }

    @Test
    void whatIsThrottledIsRepeatedAndWhatIsRefusedIsNot() {
        AtomicInteger asked = new AtomicInteger();
        aws.faults(request -> asked.incrementAndGet() <= 3 ? Optional.of(Fault.throttled()) : Optional.empty());
        assertThat(list()).isEqualTo(complete(watched(AwsEmulator.ACCOUNT), watched(OTHER)));
        assertThat(asked).hasValue(4);

        aws.healthy();
        aws.rules().deny(ME, "organizations:ListAccounts");
        assertThat(list()).isInstanceOfSatisfying(Listing.Failed.class, failed -> {
            assertThat(failed.trouble()).isEqualTo(Trouble.DENIED);
            assertThat(failed.reason()).contains("organizations:ListAccounts");
        });
        assertThat(aws.requests().total()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"throttled,THROTTLED", "unavailable,UNAVAILABLE", "truncated,UNAVAILABLE", "garbled,UNAVAILABLE"})
    void halfAListIsNone(String fault, Trouble trouble) {
        aws.fault(
                switch (fault) {
                    case "throttled" -> Fault.throttled();
                    case "unavailable" -> Fault.unavailable();
                    case "truncated" -> new Fault.Truncated();
                    default -> new Fault.Garbled();
                });
        assertThat(list())
                .isInstanceOfSatisfying(
                        Listing.Failed.class,
                        failed -> assertThat(failed.trouble()).isEqualTo(trouble));
    }

    @Test
    void tellsCredentialsThatAreNoGood() {
        settings.put("reader-role-arn", "arn:aws:iam::444455556666:role/nobody");
        assertThat(list())
                .isInstanceOfSatisfying(
                        Listing.Failed.class,
                        failed -> assertThat(failed.trouble()).isEqualTo(Trouble.CREDENTIALS));
    }

    /** The emulator's clock stands still in another month. */
    @Test
    void isRefusedWhileTheClockIsOff() {
        aws.checkSignatureTime();
        assertThat(list()).isInstanceOfSatisfying(Listing.Failed.class, failed -> {
            assertThat(failed.trouble()).isEqualTo(Trouble.CREDENTIALS);
            assertThat(failed.reason()).startsWith("Signature not yet current: ");
        });
    }

    @Test
    void listsTheEnabledRegionsOfAnAccountAndLearnsWhetherItMay() {
        configured.put("own", TestingAccount.of(null));
        settings.clear();
        AccountBook book = new AccountBook(() -> configured, config(), roster);
        AwsClients clients = new AwsClients(book, (account, action, allowed) -> {});
        AwsRegions regions = new AwsRegions(
                clients,
                book,
                (account, action, allowed) -> rights.add(account + " " + action + " " + allowed),
                pause -> {});
        aws.regions().enable(AwsEmulator.ACCOUNT, "af-south-1");

        assertThat(regions.list("own"))
                .isEqualTo(new Listing.Complete<>(
                        List.of("af-south-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2")));
        aws.rules().deny(ME, "account:ListRegions");
        assertThat(regions.list("own"))
                .isInstanceOfSatisfying(
                        Listing.Failed.class,
                        failed -> assertThat(failed.trouble()).isEqualTo(Trouble.DENIED));
        assertThat(rights).containsExactly("own account:ListRegions true", "own account:ListRegions false");
        clients.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role-name|with space|tamperwatch.organization.role-name = \"with space\" is not valid: the name",
                "units|ou-1|tamperwatch.organization.units = \"ou-1\" is not valid: organizational units",
                "exclude|12345|tamperwatch.organization.exclude = \"12345\" is not valid: account ids",
                "every|4s|tamperwatch.organization.every = \"4s\" is not valid: a duration",
                "regions|moon|tamperwatch.organization.regions = \"moon\" is not valid: all, or Region names",
                "external-id|x|tamperwatch.organization.external-id = \"x\" is not valid: 2 to 1224",
                "reader-role-arn|x|tamperwatch.organization.reader-role-arn = \"x\" is not valid: an IAM role's ARN",
                "reader-external-id|id-1|tamperwatch.organization.reader-external-id = \"id-1\" is not valid: an"
                        + " external"
            })
    void refusesWhatCannotBeMeant(String key, String value, String message) {
        settings.put(key, value);
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> OrganizationSettings.of(config(), "us-east-1"))
                .withMessageStartingWith(message);
    }

    @Test
    void refusesWhatSaysMoreOfAnOrganizationThatIsNone() {
        settings.clear();
        assertThat(OrganizationSettings.of(config(), "us-east-1")).isEmpty();
        settings.put("units", UNIT);
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> OrganizationSettings.of(config(), "us-east-1"))
                .withMessageContaining("set tamperwatch.organization.role-name as well");
    }

    @Test
    void assumesTheRoleOfThatNameInThePartitionOfWhoeverLists() {
        settings.put("external-id", "id-1");
        OrganizationSettings china =
                OrganizationSettings.of(config(), "cn-north-1").orElseThrow();
        assertThat(china.account("444455556666"))
                .isEqualTo(new AccountSettings(
                        "444455556666",
                        Partition.CHINA,
                        new AccountSettings.Role(
                                "arn:aws-cn:iam::444455556666:role/security/tamperwatch",
                                "444455556666",
                                Partition.CHINA,
                                "id-1"),
                        new RegionChoice(List.of("cn-north-1"), false)));
    }
}
