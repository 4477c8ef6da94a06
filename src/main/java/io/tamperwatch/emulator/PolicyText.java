package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;

/** Policy documents as IAM tells them: percent-encoded. */
final class PolicyText {

    static final String NAME = "[\\w+=,.@-]{1,128}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyText() {}

    /** @throws ServiceError for what is no JSON object */
    static String of(Parameters asked) {
        String document = asked.required("PolicyDocument");
        try {
            if (JSON.readTree(document).isObject()) {
                return encoded(document);
            }
        } catch (JsonProcessingException notJson) {
            // refused like everything else that is not an object
        }
        throw new ServiceError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
    }

    static String encoded(String document) {
        return URLEncoder.encode(document, UTF_8).replace("+", "%20");
    }
}
