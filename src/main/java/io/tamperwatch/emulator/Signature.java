package io.tamperwatch.emulator;

import com.sun.net.httpserver.Headers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's signature says about who signed it for what; the signature itself is not verified. */
record Signature(
        @Nullable String accessKeyId,
        String region,
        String service,
        @Nullable String sessionToken) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([A-Z0-9]{16,128})/\\d{8}/([a-z0-9-]{1,30})/([a-z0-9-]{1,30})/aws4_request");

    static Signature of(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        String token = headers.getFirst("X-Amz-Security-Token");
        return credential.find()
                ? new Signature(credential.group(1), credential.group(2), credential.group(3), token)
                : new Signature(null, "us-east-1", "", token);
    }
}
