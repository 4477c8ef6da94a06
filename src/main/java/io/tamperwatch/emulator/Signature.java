package io.tamperwatch.emulator;

import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's signature says about who signed it for what; the signature itself is not verified. */
record Signature(
        @Nullable String accessKeyId,
        String region,
        String service,
        @Nullable String sessionToken,
        @Nullable Instant signedAt) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([A-Z0-9]{16,128})/\\d{8}/([a-z0-9-]{1,30})/([a-z0-9-]{1,30})/aws4_request");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** By how much the time of a signature may differ from AWS's. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    static Signature of(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        String token = headers.getFirst("X-Amz-Security-Token");
        return credential.find()
                ? new Signature(credential.group(1), credential.group(2), credential.group(3), token, signedAt(headers))
                : new Signature(null, "us-east-1", "", token, null);
    }

    private static @Nullable Instant signedAt(Headers headers) {
        String time = headers.getFirst("X-Amz-Date");
        try {
            return time == null ? null : TIME.parse(time, Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** @throws ServiceError when it was made too long ago, or too far ahead */
    void checkTime(Instant now) {
        if (signedAt == null || Duration.between(signedAt, now).abs().compareTo(TOLERATED) <= 0) {
            return;
        }
        String difference = signedAt.isBefore(now)
                ? "Signature expired: %s is now earlier than %s (%s - 5 min.)"
                        .formatted(TIME.format(signedAt), TIME.format(now.minus(TOLERATED)), TIME.format(now))
                : "Signature not yet current: %s is still later than %s (%s + 5 min.)"
                        .formatted(TIME.format(signedAt), TIME.format(now.plus(TOLERATED)), TIME.format(now));
        boolean isQuery = service.equals("iam") || service.equals("sts");
        throw new ServiceError(
                isQuery ? 403 : 400, isQuery ? "SignatureDoesNotMatch" : "InvalidSignatureException", difference);
    }
}
