package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tamperwatch.aws.AccountSettings.Role;
import io.tamperwatch.event.Partition;
import io.tamperwatch.setting.InvalidSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSettingsTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/audit/tamperwatch";

    @Test
    void watchesTheOwnAccountWhenNoneIsConfigured() {
        assertThat(AccountSettings.of(() -> Map.of(), "eu-central-1"))
                .containsExactly(new AccountSettings("default", Partition.AWS, null, regions("us-east-1")));
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1,us-east-1", "cn-northwest-1,cn-north-1", "us-gov-east-1,us-gov-west-1"})
    void readsIamsEventsInTheHomeRegionOfThePartition(String ownRegion, String home) {
        assertThat(AccountSettings.of(() -> Map.of(), ownRegion)
                        .getFirst()
                        .partition()
                        .homeRegion())
                .isEqualTo(home);
    }

    @Test
    void takesTheAccountAndPartitionFromTheRole() {
        Map<String, AccountsConfig.Account> configured = Map.of(
                "prod", new TestingAccount(ROLE, "id-1", null),
                "china",
                        new TestingAccount(
                                "arn:aws-cn:iam::444455556666:role/tamperwatch",
                                null,
                                "cn-north-1, cn-northwest-1,cn-north-1"));
        assertThat(AccountSettings.of(() -> configured, "us-east-1"))
                .containsExactly(
                        new AccountSettings(
                                "china",
                                Partition.CHINA,
                                new Role(
                                        "arn:aws-cn:iam::444455556666:role/tamperwatch",
                                        "444455556666",
                                        Partition.CHINA,
                                        null),
                                regions("cn-north-1", "cn-northwest-1")),
                        new AccountSettings(
                                "prod",
                                Partition.AWS,
                                new Role(ROLE, "111122223333", Partition.AWS, "id-1"),
                                regions("us-east-1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tamperwatch",
                "arn:aws:iam::1111:role/tamperwatch",
                "arn:aws:iam::111122223333:user/tamperwatch",
                "arn:aws:sts::111122223333:assumed-role/tamperwatch/x",
                "arn:aws:iam::111122223333:role/with space",
                "arn:aws-mars:iam::111122223333:role/tamperwatch"
            })
    void refusesWhatIsNoRole(String arn) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() ->
                        AccountSettings.of(() -> Map.of("prod", new TestingAccount(arn, null, null)), "us-east-1"))
                .withMessageStartingWith("tamperwatch.accounts.prod.role-arn = \"" + arn + "\" is not valid: ");
    }

    @Test
    void refusesAnExternalIdWithoutARole() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() ->
                        AccountSettings.of(() -> Map.of("prod", new TestingAccount(null, "id-1", null)), "us-east-1"))
                .withMessage("tamperwatch.accounts.prod.external-id = \"id-1\" is not valid:"
                        + " an external id goes with a role: set tamperwatch.accounts.prod.role-arn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moon", "us-east-1,", "US-EAST-1", "us-east-1;eu-west-1", "all,us-east-1", "cn-north-1"})
    void refusesWhatIsNoRegion(String regions) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() ->
                        AccountSettings.of(() -> Map.of("prod", new TestingAccount(ROLE, null, regions)), "us-east-1"))
                .withMessageStartingWith("tamperwatch.accounts.prod.regions = \"" + regions + "\" is not valid: ");
    }

    @Test
    void asksForAllRegionsWhereAccountsCanBeAsked() {
        assertThat(choice(ROLE)).isEqualTo(new RegionChoice(List.of("us-east-1"), true));
        assertThat(choice("arn:aws-cn:iam::444455556666:role/tamperwatch"))
                .isEqualTo(new RegionChoice(List.of("cn-north-1"), true));
        assertThat(choice("arn:aws-us-gov:iam::444455556666:role/tamperwatch"))
                .isEqualTo(regions("us-gov-east-1", "us-gov-west-1"));
    }

    private static RegionChoice choice(String role) {
        return AccountSettings.of(() -> Map.of("prod", new TestingAccount(role, null, "all")), "us-east-1")
                .getFirst()
                .choice();
    }

    private static RegionChoice regions(String... names) {
        return new RegionChoice(List.of(names), false);
    }
}
