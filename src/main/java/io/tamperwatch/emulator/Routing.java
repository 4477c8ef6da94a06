package io.tamperwatch.emulator;

import com.sun.net.httpserver.Headers;

/** Which service's which operation a request is for: one port answers for all. */
record Routing(ServiceName service, String operation) {

    static Routing of(Headers headers, Signature signature, String body) {
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            return new Routing(ServiceName.CLOUDTRAIL, target.substring(target.lastIndexOf('.') + 1));
        }
        String action = Form.parse(body).getOrDefault("Action", "");
        return new Routing(signature.service().equals("sts") ? ServiceName.STS : ServiceName.IAM, action);
    }
}
