package io.tamperwatch.emulator;

/** A separate AWS: its name in ARNs, and the one Region that records IAM's events. */
public enum Partition {
    AWS("aws", "us-east-1"),
    CHINA("aws-cn", "cn-north-1"),
    US_GOV("aws-us-gov", "us-gov-west-1");

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
}
