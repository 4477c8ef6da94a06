package io.tamperwatch.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resource named in a refusal: {@code User: <arn> is not authorized to perform: iam:DeleteSigningCertificate on
 * resource: user Bob because …}. The whole sentence has to have that form and name the recorded call, because parts of
 * it come from the caller. IAM names hold no blanks, so none can stretch into the next part.
 *
 * @param isUser true when the sentence says {@code user <name>}
 * @param text a user's name, or an ARN
 */
record RefusedResource(boolean isUser, String text) {

    /** CloudTrail cuts error messages at 1 KB. */
    private static final int MAX_LENGTH = 2048;

    private static final Pattern SENTENCE = Pattern.compile(
            "User: \\S++ is not authorized to perform: [a-z0-9-]++:(?<call>\\w++)"
                    + " on resource: (?<user>user )?+(?<resource>\\S++)(?: (?:because|with) .*+)?+",
            Pattern.DOTALL);

    private static final Pattern USER_ARN =
            Pattern.compile("arn:[a-z-]++:iam::\\d{12}:user/(?:[^/]++/)*+(?<name>[^/]++)");

    private static final Pattern PROVIDER_ARN = Pattern.compile("arn:[a-z-]++:iam::\\d{12}:oidc-provider/.++");

    /** Null when the message is none of the known form or speaks of another call. */
    static @Nullable RefusedResource of(@Nullable String message, String eventName) {
        if (message == null || message.length() > MAX_LENGTH) {
            return null;
        }
        Matcher sentence = SENTENCE.matcher(message);
        if (!sentence.matches() || !eventName.equals(sentence.group("call"))) {
            return null;
        }
        return new RefusedResource(sentence.group("user") != null, sentence.group("resource"));
    }

    @Nullable
    String userName() {
        if (isUser) {
            return text;
        }
        Matcher arn = USER_ARN.matcher(text);
        return arn.matches() ? arn.group("name") : null;
    }

    @Nullable
    String providerArn() {
        return !isUser && PROVIDER_ARN.matcher(text).matches() ? text : null;
    }
}
