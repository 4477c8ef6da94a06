package io.tamperwatch.aws;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An AWS partition and its home Region, where the events of global services such as IAM are recorded: us-east-1 (since
 * November 2021), Beijing in China, us-gov-west-1 in GovCloud.
 */
enum Partition {
    AWS("aws", "us-east-1"),
    CHINA("aws-cn", "cn-north-1"),
    GOVCLOUD("aws-us-gov", "us-gov-west-1");

    private final String id;
    private final String homeRegion;

    Partition(String id, String homeRegion) {
        this.id = id;
        this.homeRegion = homeRegion;
    }

    String id() {
        return id;
    }

    String homeRegion() {
        return homeRegion;
    }

    static Optional<Partition> byId(String id) {
        return Arrays.stream(values())
                .filter(partition -> partition.id.equals(id))
                .findFirst();
    }

    /** The partition of a Region by its name, which is how AWS assigns them. */
    static Partition ofRegion(String region) {
        if (region.startsWith("cn-")) {
            return CHINA;
        }
        return region.startsWith("us-gov-") ? GOVCLOUD : AWS;
    }

    static String ids() {
        return Arrays.stream(values()).map(partition -> partition.id).collect(Collectors.joining(", "));
    }
}
