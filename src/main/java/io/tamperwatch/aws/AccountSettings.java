package io.tamperwatch.aws;

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
 */
record AccountSettings(
        String name, Partition partition, @Nullable Role role) {

    /** The account of the process's own credentials, when none is configured. */
    static final String DEFAULT_NAME = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/[\\w+=,.@/-]{1,576}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    /**
     * A role in the account.
     *
     * @param externalId given when the role's trust policy asks for one
     */
    record Role(String arn, String accountId, @Nullable String externalId) {}

    /**
     * The accounts to watch, by name.
     *
     * @param ownRegion the Region of the SDK's own configuration; decides the partition of the process's own account
     * @throws InvalidSetting for a value that cannot be meant
     */
    static List<AccountSettings> of(AccountsConfig config, String ownRegion) {
        if (config.byName().isEmpty()) {
            return List.of(new AccountSettings(DEFAULT_NAME, Partition.ofRegion(ownRegion), null));
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
        config.regions().ifPresent(regions -> checkRegions(key + ".regions", regions));
        if (config.roleArn().isEmpty()) {
            config.externalId().ifPresent(externalId -> {
                throw new InvalidSetting(
                        key + ".external-id", externalId, "an external id goes with a role: set " + key + ".role-arn");
            });
            return new AccountSettings(name, Partition.ofRegion(ownRegion), null);
        }
        return assumed(name, key, config.roleArn().get(), config.externalId());
    }

    private static AccountSettings assumed(String name, String key, String roleArn, Optional<String> externalId) {
        Matcher arn = ROLE_ARN.matcher(roleArn);
        if (!arn.matches()) {
            throw new InvalidSetting(
                    key + ".role-arn",
                    roleArn,
                    "an IAM role's ARN is allowed, for example arn:aws:iam::111122223333:role/tamperwatch");
        }
        Partition partition = Partition.byId(arn.group(1))
                .orElseThrow(() -> new InvalidSetting(
                        key + ".role-arn", roleArn, "the partitions " + Partition.ids() + " are supported"));
        externalId.ifPresent(id -> {
            if (!EXTERNAL_ID.matcher(id).matches()) {
                throw new InvalidSetting(
                        key + ".external-id",
                        id,
                        "2 to 1224 letters, digits and +=,.@:/_- are allowed (AWS's own rule)");
            }
        });
        return new AccountSettings(name, partition, new Role(roleArn, arn.group(2), externalId.orElse(null)));
    }

    private static void checkRegions(String key, String regions) {
        for (String region : regions.split(",", -1)) {
            if (!region.strip().equals("all") && !REGION.matcher(region.strip()).matches()) {
                throw new InvalidSetting(
                        key,
                        regions,
                        "\"all\" or Region names separated by commas are allowed,"
                                + " for example us-east-1,eu-central-1");
            }
        }
    }
}
