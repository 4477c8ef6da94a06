package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Event records of the two target events, for placing into the emulator's history by the thousand. */
final class Records {

    static final String CERTIFICATE = "DeleteSigningCertificate";
    static final String CLIENT_ID = "RemoveClientIDFromOpenIDConnectProvider";

    private Records() {}

    /** An event of its own for each number: deletions and removals in turn. */
    static ObjectNode number(int number, Instant at) {
        ObjectNode record = number % 2 == 0 ? deletion(at) : removal(at);
        return record.put("eventID", id(number));
    }

    static String id(int number) {
        return UUID.nameUUIDFromBytes(("event " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode deletion(Instant at) {
        ObjectNode record = record(CERTIFICATE, at);
        record.putObject("requestParameters").put("userName", "payments").put("certificateId", "C".repeat(32));
        return record;
    }

    private static ObjectNode removal(Instant at) {
        ObjectNode record = record(CLIENT_ID, at);
        record.putObject("requestParameters")
                .put("openIDConnectProviderArn", "arn:aws:iam::111122223333:oidc-provider/login.example.com")
                .put("clientID", "reports");
        return record;
    }

    private static ObjectNode record(String name, Instant at) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", name)
                .put("awsRegion", "us-east-1")
                .put("sourceIPAddress", "192.0.2.44")
                .put("userAgent", "aws-cli/2.31.0")
                .put("eventType", "AwsApiCall")
                .put("readOnly", false)
                .put("recipientAccountId", AwsEmulator.ACCOUNT.id());
        record.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("arn", "arn:aws:iam::111122223333:user/erin")
                .put("accountId", AwsEmulator.ACCOUNT.id())
                .put("accessKeyId", "AKIA000000000EXAMPLE")
                .put("userName", "erin");
        record.putNull("responseElements");
        return record;
    }
}
