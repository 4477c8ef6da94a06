package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The XML query protocol of IAM and STS. */
final class QueryProtocol implements Protocol {

    private static final String CONTENT_TYPE = "text/xml";

    private final ControlPlane plane;
    private final ServiceName service;
    private final String namespace;
    private final Throttle throttle;

    QueryProtocol(ControlPlane plane, ServiceName service, String namespace, Throttle throttle) {
        this.plane = plane;
        this.service = service;
        this.namespace = namespace;
        this.throttle = throttle;
    }

    @Override
    public Answer answer(EmulatorRequest request, Call call) {
        throttle.request(new Scope(call.caller().account().id(), request.region()), request.at());
        Map<String, String> form = Form.parse(request.body());
        ObjectNode result = plane.call(service, request.operation(), new Parameters(form), call);
        String body = Xml.response(
                request.operation(), namespace, result, call.origin().requestId());
        return new Answer(200, CONTENT_TYPE, null, body);
    }

    @Override
    public Answer error(ServiceError error, String requestId) {
        // the JSON services' name for it is not this protocol's
        String code = error.code().equals("ThrottlingException") ? "Throttling" : error.code();
        return new Answer(error.status(), CONTENT_TYPE, null, Xml.error(code, error, namespace, requestId));
    }
}
