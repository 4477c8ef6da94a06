package io.tamperwatch.aws;

import io.tamperwatch.event.Partition;
import io.tamperwatch.setting.InvalidSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Regions where Regional detections are looked for.
 *
 * @param named the Regions; with {@code all} those that are read as long as nothing else is known
 * @param all whether the account is asked which Regions it has enabled
 */
record RegionChoice(List<String> named, boolean all) {

    private static final String ALL = "all";
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    RegionChoice {
        named = List.copyOf(named);
    }

    /** @throws InvalidSetting for what cannot be meant */
    static RegionChoice of(String key, Optional<String> text, Partition partition) {
        String given = text.orElse(partition.homeRegion());
        if (given.strip().equals(ALL)) {
            return partition
                    .fixedRegions()
                    .map(fixed -> new RegionChoice(fixed, false))
                    .orElseGet(() -> new RegionChoice(List.of(partition.homeRegion()), true));
        }
        List<String> regions = Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        regions.forEach(region -> check(key, given, region, partition));
        return new RegionChoice(regions, false);
    }

    /** Whether a text is the name of a Region of the partition. */
    static boolean isRegion(String text, Partition partition) {
        return REGION.matcher(text).matches() && Partition.ofRegion(text) == partition;
    }

    private static void check(String key, String given, String region, Partition partition) {
        if (region.equals(ALL)) {
            throw new InvalidSetting(key, given, "all stands alone, for every Region the account has enabled");
        }
        if (!REGION.matcher(region).matches()) {
            throw new InvalidSetting(
                    key, given, "all, or Region names separated by commas, for example us-east-1,eu-central-1");
        }
        if (Partition.ofRegion(region) != partition) {
            throw new InvalidSetting(
                    key, given, "Regions of the account's own partition, " + partition.id() + ", are allowed");
        }
    }
}
