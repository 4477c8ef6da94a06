package io.tamperwatch.aws;

import io.tamperwatch.setting.InvalidSetting;
import java.util.Arrays;
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
 * @param regions where Regional detections are looked for; events of IAM are in the partition's home Region anyway
 */
record AccountSettings(
        String name, Partition partition, @Nullable Role role, List<String> regions) {

    AccountSettings {
        regions = List.copyOf(regions);
    }

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
            return List.of(new AccountSettings(DEFAULT_NAME, partition, null, List.of(partition.homeRegion())));
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
            return new AccountSettings(name, partition, null, regions(key, config, partition));
        }
        Role role = role(key, config.roleArn().get(), config.externalId());
        return new AccountSettings(name, role.partition(), role, regions(key, config, role.partition()));
    }

    private static Role role(String key, String roleArn, Optional<String> externalId) {
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
        return new Role(roleArn, arn.group(2), partition, externalId.orElse(null));
    }

    private static List<String> regions(String key, AccountsConfig.Account config, Partition partition) {
        String given = config.regions().orElse(partition.homeRegion());
        List<String> regions = Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        regions.forEach(region -> checkRegion(key + ".regions", given, region, partition));
        return regions;
    }

    private static void checkRegion(String key, String given, String region, Partition partition) {
        if (region.equals("all")) {
            throw new InvalidSetting(key, given, "finding out all Regions is not built in yet; name them");
        }
        if (!REGION.matcher(region).matches()) {
            throw new InvalidSetting(
                    key, given, "Region names separated by commas are allowed, for example us-east-1,eu-central-1");
        }
        if (Partition.ofRegion(region) != partition) {
            throw new InvalidSetting(
                    key, given, "Regions of the account's own partition, " + partition.id() + ", are allowed");
        }
    }
}
