package io.tamperwatch.scan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Log files as CloudTrail delivers them. */
public final class TestingLogs {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String ACCOUNT = "111122223333";

    private TestingLogs() {}

    /** A record of a call by the user erin, with this id. */
    public static ObjectNode call(String id, String source, String name, Instant at) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("eventVersion", "1.11");
        record.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("arn", "arn:aws:iam::111122223333:user/erin")
                .put("accountId", ACCOUNT)
                .put("accessKeyId", "AKIA000000000EXAMPLE")
                .put("userName", "erin");
        record.put("eventTime", at.toString())
                .put("eventSource", source)
                .put("eventName", name)
                .put("awsRegion", "us-east-1")
                .put("sourceIPAddress", "192.0.2.44")
                .put("userAgent", "aws-cli/2.31.0")
                .put("eventID", id)
                .put("eventType", "AwsApiCall")
                .put("recipientAccountId", ACCOUNT);
        return record;
    }

    /** Nothing any detection is about. */
    public static ObjectNode ordinary(int number) {
        ObjectNode record = call("o-" + number, "ec2.amazonaws.com", "DescribeInstances", NOON.plusSeconds(number));
        record.putObject("requestParameters")
                .putArray("filters")
                .addObject()
                .put("eventName", "DeleteSigningCertificate");
        return record;
    }

    public static ObjectNode deletion(String id, Instant at) {
        ObjectNode record = call(id, "iam.amazonaws.com", "DeleteSigningCertificate", at);
        record.putObject("requestParameters").put("userName", "payments").put("certificateId", "C".repeat(32));
        return record;
    }

    public static ObjectNode denied(String id, Instant at) {
        return deletion(id, at)
                .put("errorCode", "AccessDenied")
                .put(
                        "errorMessage",
                        "User: arn:aws:iam::111122223333:user/erin is not authorized to perform:"
                                + " iam:DeleteSigningCertificate on resource: user payments because no identity-based"
                                + " policy allows the iam:DeleteSigningCertificate action")
                .putNull("requestParameters");
    }

    /** The records in one line, as CloudTrail writes them. */
    public static String logFile(ObjectNode... records) {
        return Arrays.stream(records)
                .map(ObjectNode::toString)
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    /** One record a line. */
    public static String lines(ObjectNode... records) {
        return Arrays.stream(records).map(ObjectNode::toString).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Writes a file, compressed when its name says so. */
    public static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream plain = Files.newOutputStream(file);
                    OutputStream to = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
                to.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
