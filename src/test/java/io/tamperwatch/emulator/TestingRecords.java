package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Records with nothing particular about them. */
final class TestingRecords {

    private TestingRecords() {}

    static ObjectNode deletion(String id, Instant at) {
        ObjectNode record = record(id, "DeleteSigningCertificate", at);
        record.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("userName", "erin")
                .put("accessKeyId", "AKIA000000000EXAMPLE");
        record.putObject("requestParameters").put("userName", "payments").put("certificateId", "C".repeat(32));
        return record;
    }

    static ObjectNode byService(String id, Instant at) {
        ObjectNode record = record(id, "Decrypt", at).put("readOnly", true);
        record.putObject("userIdentity").put("type", "AWSService").put("invokedBy", "s3.amazonaws.com");
        return record;
    }

    private static ObjectNode record(String id, String name, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", at.toString())
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", name)
                .put("awsRegion", "us-east-1")
                .put("eventID", id)
                .put("readOnly", false)
                .put("recipientAccountId", "111122223333");
    }
}
