package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.emulator.AwsEmulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** What CloudTrail would record of the calls that a client makes, for servers that record nothing. */
final class CallRecords implements ExecutionInterceptor {

    private static final Set<String> SECRETS = Set.of("Password", "PrivateKey", "SecretAccessKey", "ServicePassword");

    private final List<String> records = new ArrayList<>();
    private String user = "tamperwatch";
    private Instant at = Instant.parse("2026-11-22T12:00:00Z");

    /** Whose calls those are that follow. */
    void by(String name) {
        user = name;
    }

    List<String> all() {
        return List.copyOf(records);
    }

    @Override
    public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
        String action = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        if (action.startsWith("List") || action.startsWith("Get") || action.startsWith("Describe")) {
            return;
        }
        at = at.plusSeconds(1);
        String service = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", at.toString())
                .put("eventSource", service.toLowerCase(Locale.ROOT) + ".amazonaws.com")
                .put("eventName", action)
                .put("awsRegion", "us-east-1")
                .put("sourceIPAddress", "192.0.2.7")
                .put("userAgent", "test")
                .put("eventID", UUID.randomUUID().toString())
                .put("eventType", "AwsApiCall")
                .put("recipientAccountId", AwsEmulator.ACCOUNT.id());
        record.putObject("userIdentity")
                .put("type", "IAMUser")
                .put("principalId", "AIDA0EXAMPLE")
                .put("arn", "arn:aws:iam::111122223333:user/" + user)
                .put("accountId", AwsEmulator.ACCOUNT.id())
                .put("accessKeyId", "AKIA0%sEXAMPLE".formatted(user.toUpperCase(Locale.ROOT)))
                .put("userName", user);
        record.set("requestParameters", members((SdkPojo) call.request()));
        record.set("responseElements", members((SdkPojo) call.response()));
        records.add(record.toString());
    }

    private static @Nullable JsonNode members(SdkPojo pojo) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            boolean isEmpty = value == null || (value instanceof List<?> list && list.isEmpty());
            if (!isEmpty && !SECRETS.contains(field.memberName())) {
                String name = field.memberName();
                members.set(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), json(value));
            }
        }
        return members.isEmpty() ? null : members;
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case SdkPojo pojo -> members(pojo) == null ? JsonNodeFactory.instance.objectNode() : members(pojo);
            case List<?> list -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> items.add(json(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                ObjectNode entries = JsonNodeFactory.instance.objectNode();
                map.forEach((key, entry) -> entries.set(String.valueOf(key), json(entry)));
                yield entries;
            }
            case Boolean flag -> JsonNodeFactory.instance.booleanNode(flag);
            case Number number -> new POJONode(number);
            default -> TextNode.valueOf(value.toString());
        };
    }
}
