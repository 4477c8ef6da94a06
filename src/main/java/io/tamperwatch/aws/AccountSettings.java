package io.tamperwatch.aws;

import io.tamperwatch.event.Partition;
import io.tamperwatch.setting.InvalidSetting;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One account as configured.
 *
 * @param name its name in labels, the API and checkpoints
 * @param role the role to assume; null when the process's own credentials are the account's
 * @param choice where Regional detections are looked for; events of IAM are in the partition's home Region anyway
 */
record AccountSettings(
        String name, Partition partition, @Nullable Role role, RegionChoice choice) {

    /** The account of the process's own credentials, when none is configured. */
    static final String DEFAULT_NAME = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/[\\w+=,.@/-]{1,576}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /**
     * A role in the account.
     *
     * @param externalId given when the role's trust policy asks for one
     */
    record Role(
            String arn,
            String accountId,
            Partition partition,
            @Nullable String externalId) {}

    /**
     * The accounts to watch, by name.
     *
     * @param ownRegion the Region of the SDK's own configuration; decides the partition of the process's own account
     * @throws InvalidSetting for a value that cannot be meant
     */
    static List<AccountSettings> of(AccountsConfig config, String ownRegion) {
        if (config.byName().isEmpty()) {
            Partition partition = Partition.ofRegion(ownRegion);
            return List.of(new AccountSettings(
                    DEFAULT_NAME, partition, null, new RegionChoice(List.of(partition.homeRegion()), false)));
        }
        return config.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> account(entry.getKey(), entry.getValue(), ownRegion))
                .toList();
    }

    private static AccountSettings account(String name, AccountsConfig.Account config, String ownRegion) {
        String key = "tamperwatch.accounts." + name;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(key, name, "an account's name is 1 to 64 letters, digits, - and _");
        }
        if (config.roleArn().isEmpty()) {
            config.externalId().ifPresent(externalId -> {
                throw new InvalidSetting(
                        key + ".external-id", externalId, "an external id goes with a role: set " + key + ".role-arn");
            });
            Partition partition = Partition.ofRegion(ownRegion);
            return new AccountSettings(
                    name, partition, null, RegionChoice.of(key + ".regions", config.regions(), partition));
        }
        Role role = role(key + ".role-arn", config.roleArn().get(), key + ".external-id", config.externalId());
        RegionChoice choice = RegionChoice.of(key + ".regions", config.regions(), role.partition());
        return new AccountSettings(name, role.partition(), role, choice);
    }

    /** @throws InvalidSetting for what is no role, or no external id */
    static Role role(String key, String roleArn, String externalIdKey, Optional<String> externalId) {
        Matcher arn = ROLE_ARN.matcher(roleArn);
        if (!arn.matches()) {
            throw new InvalidSetting(
                    key,
                    roleArn,
                    "an IAM role's ARN is allowed, for example arn:aws:iam::111122223333:role/tamperwatch");
        }
        Partition partition = Partition.byId(arn.group(1))
                .orElseThrow(
                        () -> new InvalidSetting(key, roleArn, "the partitions " + Partition.ids() + " are supported"));
        externalId.ifPresent(id -> checkExternalId(externalIdKey, id));
        return new Role(roleArn, arn.group(2), partition, externalId.orElse(null));
    }

    static void checkExternalId(String key, String id) {
        if (!EXTERNAL_ID.matcher(id).matches()) {
            throw new InvalidSetting(key, id, "2 to 1224 letters, digits and +=,.@:/_- are allowed (AWS's own rule)");
        }
    }
}
