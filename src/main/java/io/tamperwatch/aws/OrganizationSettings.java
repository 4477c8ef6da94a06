package io.tamperwatch.aws;

import io.tamperwatch.aws.AccountSettings.Role;
import io.tamperwatch.event.Partition;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.setting.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The organization whose accounts are watched.
 *
 * @param roleName the role to assume in each of them, with its path if it has one
 * @param reader the role that may list them; null when the process's own credentials may
 * @param units the organizational units to look in, with those below them; empty for the whole organization
 * @param excluded accounts and units that are left out
 * @param every time from one listing to the next
 */
record OrganizationSettings(
        Partition partition,
        String roleName,
        @Nullable String externalId,
        @Nullable Role reader,
        List<String> units,
        Set<String> excluded,
        Duration every,
        RegionChoice regions) {

    private static final String PREFIX = "tamperwatch.organization.";
    private static final String ROLE_NAME = PREFIX + "role-name";
    private static final Pattern ROLE = Pattern.compile("(?:[\\x21-\\x2e\\x30-\\x7e]+/){0,8}[\\w+=,.@-]{1,64}");
    private static final String UNIT = "r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}";
    private static final String ACCOUNT = "\\d{12}";

    OrganizationSettings {
        units = List.copyOf(units);
        excluded = Set.copyOf(excluded);
    }

    /**
     * What is configured; empty when no role's name is.
     *
     * @param ownRegion the Region of the SDK's own configuration; decides the partition unless the reader's role does
     * @throws InvalidSetting for a value that cannot be meant
     */
    static Optional<OrganizationSettings> of(OrganizationConfig config, String ownRegion) {
        if (config.roleName().isEmpty()) {
            refuseAlone("external-id", config.externalId());
            refuseAlone("reader-role-arn", config.readerRoleArn());
            refuseAlone("reader-external-id", config.readerExternalId());
            refuseAlone("units", config.units());
            refuseAlone("exclude", config.exclude());
            refuseAlone("regions", config.regions());
            return Optional.empty();
        }
        Role reader = reader(config);
        Partition partition = reader == null ? Partition.ofRegion(ownRegion) : reader.partition();
        return Optional.of(new OrganizationSettings(
                partition,
                roleName(config.roleName().get()),
                externalId("external-id", config.externalId()),
                reader,
                List.copyOf(ids("units", config.units(), UNIT, "organizational units, as in ou-ab12-34567890")),
                ids(
                        "exclude",
                        config.exclude(),
                        ACCOUNT + "|" + UNIT,
                        "account ids of twelve digits and organizational units, as in ou-ab12-34567890"),
                Setting.duration(PREFIX + "every", config.every(), Duration.ofSeconds(5), Duration.ofDays(1)),
                RegionChoice.of(PREFIX + "regions", config.regions(), partition)));
    }

    /** Whether the tree of units has to be walked: the list of all accounts does not say where they are. */
    boolean isByUnit() {
        return !units.isEmpty() || excluded.stream().anyMatch(id -> !id.matches(ACCOUNT));
    }

    /** The account's settings, under its id for a name. */
    AccountSettings account(String id) {
        String arn = "arn:" + partition.id() + ":iam::" + id + ":role/" + roleName;
        return new AccountSettings(id, partition, new Role(arn, id, partition, externalId), regions);
    }

    private static void refuseAlone(String key, Optional<String> value) {
        value.ifPresent(given -> {
            throw new InvalidSetting(
                    PREFIX + key, given, "it says more of an organization: set " + ROLE_NAME + " as well");
        });
    }

    private static String roleName(String given) {
        if (!ROLE.matcher(given).matches()) {
            throw new InvalidSetting(
                    ROLE_NAME,
                    given,
                    "the name of a role is allowed, with its path if it has one, for example tamperwatch or"
                            + " security/tamperwatch");
        }
        return given;
    }

    private static @Nullable Role reader(OrganizationConfig config) {
        if (config.readerRoleArn().isEmpty()) {
            config.readerExternalId().ifPresent(given -> {
                throw new InvalidSetting(
                        PREFIX + "reader-external-id",
                        given,
                        "an external id goes with a role: set " + PREFIX + "reader-role-arn");
            });
            return null;
        }
        return AccountSettings.role(
                PREFIX + "reader-role-arn",
                config.readerRoleArn().get(),
                PREFIX + "reader-external-id",
                config.readerExternalId());
    }

    private static @Nullable String externalId(String key, Optional<String> given) {
        given.ifPresent(id -> AccountSettings.checkExternalId(PREFIX + key, id));
        return given.orElse(null);
    }

    private static Set<String> ids(String key, Optional<String> given, String pattern, String allowed) {
        if (given.isEmpty()) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        Arrays.stream(given.get().split(",", -1)).map(String::strip).forEach(ids::add);
        if (!ids.stream().allMatch(id -> id.matches(pattern))) {
            throw new InvalidSetting(PREFIX + key, given.get(), allowed + ", separated by commas, are allowed");
        }
        return ids;
    }
}
