package io.tamperwatch.emulator;

import com.sun.net.httpserver.Headers;

/** Which service's which operation a request is for: one port answers for all. */
record Routing(ServiceName service, String operation) {

    /** @param line method and address */
    static Routing of(Headers headers, Signature signature, String line, String body) {
        if (signature.service().equals("s3")) {
            return new Routing(ServiceName.S3, line);
        }
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            return new Routing(ServiceName.CLOUDTRAIL, target.substring(target.lastIndexOf('.') + 1));
        }
        String action = Form.parse(body).getOrDefault("Action", "");
        return new Routing(signature.service().equals("sts") ? ServiceName.STS : ServiceName.IAM, action);
    }
}
