package io.tamperwatch.emulator;

import com.sun.net.httpserver.Headers;
import java.util.Locale;

/** Which service's which operation a request is for: one port answers for all. */
record Routing(ServiceName service, String operation) {

    /** @param line method and address */
    static Routing of(Headers headers, Signature signature, String line, String body) {
        if (signature.service().equals("s3")) {
            return new Routing(ServiceName.S3, line);
        }
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            return new Routing(named(target), target.substring(target.lastIndexOf('.') + 1));
        }
        if (signature.service().equals("account")) {
            // REST: the path is the operation's name, in camel case
            return new Routing(ServiceName.ACCOUNT, capitalized(line.substring(line.indexOf('/') + 1)));
        }
        String action = Form.parse(body).getOrDefault("Action", "");
        return new Routing(signature.service().equals("sts") ? ServiceName.STS : ServiceName.IAM, action);
    }

    private static ServiceName named(String target) {
        if (target.startsWith("AmazonSQS.")) {
            return ServiceName.SQS;
        }
        return target.startsWith("AWSOrganizations") ? ServiceName.ORGANIZATIONS : ServiceName.CLOUDTRAIL;
    }

    private static String capitalized(String name) {
        return name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
