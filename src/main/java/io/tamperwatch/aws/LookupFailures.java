package io.tamperwatch.aws;

import io.tamperwatch.watch.LookupOutcome;
import io.tamperwatch.watch.LookupOutcome.CredentialsUnusable;
import io.tamperwatch.watch.LookupOutcome.Denied;
import io.tamperwatch.watch.LookupOutcome.Rejected;
import io.tamperwatch.watch.LookupOutcome.Throttled;
import io.tamperwatch.watch.LookupOutcome.TokenRejected;
import io.tamperwatch.watch.LookupOutcome.TooLarge;
import io.tamperwatch.watch.LookupOutcome.Unavailable;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells the SDK's exceptions apart. LookupEvents throttles with HTTP 400, not 429, so the error code decides before the
 * status does.
 */
final class LookupFailures {

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnrecognizedClientException");

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "OperationNotPermittedException",
            "UnauthorizedOperation");

    private static final Set<String> THROTTLED = Set.of(
            "BandwidthLimitExceeded",
            "LimitExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "TooManyRequestsException");

    /** The SDK names the whole chain of providers before it says what each of them lacked. */
    private static final Pattern CHAIN = Pattern.compile(
            "Unable to load credentials from any of the providers in the chain .*?\\) : \\[(.*)]", Pattern.DOTALL);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERRORS = 500;

    private LookupFailures() {}

    /** What a failed lookup amounts to. */
    static LookupOutcome.Failure of(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.Exceeded exceeded) {
                return new TooLarge(String.valueOf(exceeded.getMessage()));
            }
            if (cause instanceof Punctual.Late late) {
                return new Unavailable(String.valueOf(late.getMessage()));
            }
        }
        if (!(e instanceof AwsServiceException service) || service.awsErrorDetails() == null) {
            // No answer that could be read: connection, time-out, a broken body.
            return new Unavailable(message(e));
        }
        String code = code(service);
        int status = service.statusCode();
        if (code.equals("InvalidNextTokenException")) {
            return new TokenRejected(message(e));
        }
        if (THROTTLED.contains(code) || status == TOO_MANY_REQUESTS) {
            return new Throttled(message(e));
        }
        if (CREDENTIALS.contains(code)) {
            return new CredentialsUnusable(message(e));
        }
        if (DENIED.contains(code)) {
            return new Denied(message(e));
        }
        return status >= SERVER_ERRORS || status == REQUEST_TIMEOUT
                ? new Unavailable(message(e))
                : new Rejected(message(e));
    }

    /** What a failure to get credentials amounts to; assuming a role is a request to STS of its own. */
    static LookupOutcome.Failure ofCredentials(SdkException e) {
        if (e instanceof AwsServiceException) {
            LookupOutcome.Failure failure = of(e);
            if (failure instanceof Throttled || failure instanceof Unavailable) {
                return new Unavailable("STS: " + message(e));
            }
        } else if (isUnanswered(e)) {
            return new Unavailable("STS: " + of(e).message());
        }
        return new CredentialsUnusable(CHAIN.matcher(message(e)).replaceFirst("no AWS credentials found: $1"));
    }

    /** The chain of providers tells of each in words, without a cause. */
    private static boolean isUnanswered(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String message(SdkException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
