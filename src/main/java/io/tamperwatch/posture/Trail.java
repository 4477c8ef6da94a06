package io.tamperwatch.posture;

/**
 * A CloudTrail trail.
 *
 * @param bucket where its log files go
 * @param logging whether it records right now
 * @param selection which events it records
 */
public record Trail(
        String arn,
        String bucket,
        boolean multiRegion,
        boolean globalServices,
        boolean validated,
        Known<Boolean> logging,
        Known<EventSelection> selection) {

    /** The bucket's ARN, in the trail's own partition. */
    String bucketArn() {
        String[] parts = arn.split(":", 3);
        return "arn:" + (parts.length == 3 ? parts[1] : "aws") + ":s3:::" + bucket;
    }
}
