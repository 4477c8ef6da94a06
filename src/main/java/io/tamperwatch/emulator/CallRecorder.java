package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes a record of each call into the event history, as CloudTrail writes it for the same call. */
final class CallRecorder {

    private final CloudTrailHistory history;
    private volatile Supplier<Duration> delay = () -> Duration.ZERO;

    CallRecorder(CloudTrailHistory history) {
        this.history = history;
    }

    void delay(Supplier<Duration> visibleAfter) {
        delay = visibleAfter;
    }

    /** @param result what the operation answered; empty for nothing */
    void succeeded(Call call, ServiceName service, String action, Parameters asked, ObjectNode result) {
        succeeded(call, service, action, asked.recorded(), result);
    }

    /** @param asked the request as it is recorded; null for none */
    void succeeded(Call call, ServiceName service, String action, @Nullable JsonNode asked, ObjectNode result) {
        ObjectNode record = start(call, service, action);
        record.set("requestParameters", asked);
        boolean told = !result.isEmpty() && (!isReadOnly(action) || action.equals("AssumeRole"));
        record.set("responseElements", told ? CloudTrailNames.response(result) : null);
        finish(record, call, service, action);
    }

    /** A denied call does not tell what it asked for. */
    void failed(Call call, ServiceName service, String action, Parameters asked, ServiceError error) {
        failed(call, service, action, asked.recorded(), error);
    }

    /** @param asked the request as it is recorded; null for none */
    void failed(Call call, ServiceName service, String action, @Nullable JsonNode asked, ServiceError error) {
        ObjectNode record = start(call, service, action);
        record.put("errorCode", CloudTrailNames.error(error)).put("errorMessage", error.text());
        record.set("requestParameters", error.code().equals("AccessDenied") ? null : asked);
        record.putNull("responseElements");
        finish(record, call, service, action);
    }

    private static ObjectNode start(Call call, ServiceName service, String action) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("eventVersion", "1.11");
        record.set("userIdentity", call.caller().identity());
        return record.put("eventTime", call.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", host(service))
                .put("eventName", action)
                .put("awsRegion", region(call, service))
                .put("sourceIPAddress", call.origin().sourceAddress())
                .put("userAgent", call.origin().userAgent());
    }

    private void finish(ObjectNode record, Call call, ServiceName service, String action) {
        record.put("requestID", call.origin().requestId())
                .put("eventID", Ids.uuid("event of " + call.origin().requestId()))
                .put("readOnly", isReadOnly(action))
                .put("eventType", "AwsApiCall")
                .put("managementEvent", true)
                .put("recipientAccountId", call.caller().account().id())
                .put("eventCategory", "Management");
        record.putObject("tlsDetails")
                .put("tlsVersion", "TLSv1.3")
                .put("cipherSuite", "TLS_AES_128_GCM_SHA256")
                .put("clientProvidedHostHeader", host(service));
        if (service == ServiceName.STS) {
            record.putObject("additionalEventData")
                    .putObject("RequestDetails")
                    .put("endpointType", "regional")
                    .put("awsServingRegion", call.region());
        }
        String otherAccount = assumedElsewhere(record, call);
        if (otherAccount != null) {
            record.put("sharedEventID", Ids.uuid());
            add(copyFor(otherAccount, record), call);
        }
        add(record, call);
    }

    /** The account whose role was assumed from another one: it gets a record of its own. */
    private static @Nullable String assumedElsewhere(ObjectNode record, Call call) {
        if (!record.path("eventName").asText().equals("AssumeRole") || record.has("errorCode")) {
            return null;
        }
        String[] arn = record.at("/requestParameters/roleArn").asText().split(":", 6);
        record.putArray("resources")
                .addObject()
                .put("accountId", arn[4])
                .put("type", "AWS::IAM::Role")
                .put("ARN", String.join(":", arn));
        return arn[4].equals(call.caller().account().id()) ? null : arn[4];
    }

    private static ObjectNode copyFor(String account, ObjectNode record) {
        ObjectNode copy = record.deepCopy();
        JsonNode caller = record.path("userIdentity");
        copy.putObject("userIdentity")
                .put("type", "AWSAccount")
                .put("principalId", caller.path("principalId").asText())
                .put("accountId", caller.path("accountId").asText());
        return copy.put("eventID", Ids.uuid()).put("recipientAccountId", account);
    }

    private void add(ObjectNode record, Call call) {
        Duration after = call.visibleAfter() == null ? delay.get() : call.visibleAfter();
        history.add(record, call.at().plus(after));
    }

    private static String host(ServiceName service) {
        return switch (service) {
            case ACCOUNT -> "account.amazonaws.com";
            case CLOUDTRAIL -> "cloudtrail.amazonaws.com";
            case IAM -> "iam.amazonaws.com";
            case ORGANIZATIONS -> "organizations.amazonaws.com";
            case S3 -> "s3.amazonaws.com";
            case SQS -> "sqs.amazonaws.com";
            case STS -> "sts.amazonaws.com";
        };
    }

    /** IAM's events are in the partition's home Region only, those of STS where it was called. */
    private static String region(Call call, ServiceName service) {
        return service == ServiceName.IAM ? call.caller().account().partition().homeRegion() : call.region();
    }

    private static boolean isReadOnly(String action) {
        return action.startsWith("Get")
                || action.startsWith("List")
                || action.startsWith("Describe")
                || action.equals("AssumeRole");
    }
}
