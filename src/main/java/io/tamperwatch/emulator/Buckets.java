package io.tamperwatch.emulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of S3 as it takes to make a bucket for a trail: buckets and their policies. Nothing is kept in them. */
final class Buckets implements Protocol {

    private static final String XML = "application/xml";
    private static final Pattern OPERATION = Pattern.compile("(HEAD|GET|PUT|DELETE) /([a-z0-9.-]{3,63})/?(\\?policy)?");

    private record Bucket(String account, String policy) {}

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    @Override
    public Answer answer(EmulatorRequest request, Call call) {
        Matcher asked = OPERATION.matcher(request.operation());
        if (!asked.matches()) {
            throw new ServiceError(501, "NotImplemented", "Only buckets and their policies are emulated.");
        }
        String name = asked.group(2);
        String account = call.caller().account().id();
        return switch (asked.group(1) + (asked.group(3) == null ? "" : " policy")) {
            case "PUT" -> create(name, account);
            case "PUT policy" -> {
                own(name, account);
                buckets.put(name, new Bucket(account, request.body()));
                yield new Answer(204, XML, null, "");
            }
            case "GET policy" -> policy(own(name, account));
            case "DELETE" -> {
                own(name, account);
                buckets.remove(name);
                yield new Answer(204, XML, null, "");
            }
            default -> {
                own(name, account);
                yield new Answer(200, XML, null, "");
            }
        };
    }

    private Answer create(String name, String account) {
        if (buckets.putIfAbsent(name, new Bucket(account, "")) != null) {
            throw new ServiceError(409, "BucketAlreadyExists", "The requested bucket name is not available.");
        }
        return new Answer(200, XML, null, "");
    }

    private static Answer policy(Bucket bucket) {
        if (bucket.policy().isEmpty()) {
            throw new ServiceError(404, "NoSuchBucketPolicy", "The bucket policy does not exist");
        }
        return new Answer(200, "application/json", null, bucket.policy());
    }

    private Bucket own(String name, String account) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new ServiceError(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        if (!bucket.account().equals(account)) {
            throw new ServiceError(403, "AccessDenied", "Access Denied");
        }
        return bucket;
    }

    @Override
    public Answer error(ServiceError error, String requestId) {
        String body = "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
                .formatted(error.code(), error.text(), requestId);
        return new Answer(error.status(), XML, null, body);
    }
}
