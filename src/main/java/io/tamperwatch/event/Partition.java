package io.tamperwatch.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An AWS partition and its home Region, where the events of global services such as IAM are recorded: us-east-1 (since
 * November 2021), Beijing in China, us-gov-west-1 in GovCloud.
 */
public enum Partition {
    AWS("aws", "us-east-1", "us-east-1", "amazonaws.com"),
    CHINA("aws-cn", "cn-north-1", "cn-northwest-1", "amazonaws.com.cn"),
    GOVCLOUD("aws-us-gov", "us-gov-west-1", "us-gov-west-1", "amazonaws.com");

    private final String id;
    private final String homeRegion;
    private final String managementRegion;
    private final String dnsSuffix;

    Partition(String id, String homeRegion, String managementRegion, String dnsSuffix) {
        this.id = id;
        this.homeRegion = homeRegion;
        this.managementRegion = managementRegion;
        this.dnsSuffix = dnsSuffix;
    }

    /** As ARNs write it. */
    public String id() {
        return id;
    }

    /** Where IAM's events are recorded. */
    public String homeRegion() {
        return homeRegion;
    }

    /** Where AWS Organizations and Account Management answer. */
    public String managementRegion() {
        return managementRegion;
    }

    /** What the names of its endpoints end with. */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /** All its Regions, where accounts neither opt in nor can be asked: GovCloud has no Account Management. */
    public Optional<List<String>> fixedRegions() {
        return this == GOVCLOUD ? Optional.of(List.of("us-gov-east-1", "us-gov-west-1")) : Optional.empty();
    }

    /** Empty when there is none of that id. */
    public static Optional<Partition> byId(String id) {
        return Arrays.stream(values())
                .filter(partition -> partition.id.equals(id))
                .findFirst();
    }

    /** The partition of a Region by its name, which is how AWS assigns them. */
    public static Partition ofRegion(String region) {
        if (region.startsWith("cn-")) {
            return CHINA;
        }
        return region.startsWith("us-gov-") ? GOVCLOUD : AWS;
    }

    /** All ids, for messages. */
    public static String ids() {
        return Arrays.stream(values()).map(partition -> partition.id).collect(Collectors.joining(", "));
    }
}
