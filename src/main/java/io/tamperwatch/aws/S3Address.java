package io.tamperwatch.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3.
 *
 * @param key of an object, or what the keys of many begin with; empty for all of a bucket
 */
public record S3Address(String bucket, String key) {

    private static final Pattern WRITTEN =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?", Pattern.DOTALL);

    /** Whether somebody who writes this means S3. */
    public static boolean isMeantBy(String text) {
        return text.startsWith("s3://");
    }

    /** @throws IllegalArgumentException saying how it is to be written */
    public static S3Address of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("not an address in S3, for example s3://bucket/AWSLogs/111122223333/");
        }
        return new S3Address(written.group(1), written.group(2) == null ? "" : written.group(2));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
