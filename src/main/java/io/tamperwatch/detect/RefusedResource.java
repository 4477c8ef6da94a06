package io.tamperwatch.detect;

import io.tamperwatch.event.Denial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resource a refusal names, read as what a finding's target can hold.
 *
 * @param text an ARN, or a kind and a name such as {@code user bob}
 */
record RefusedResource(String text) {

    private static final Pattern USER =
            Pattern.compile("(?:user |arn:[a-z-]++:iam::\\d{12}:user/(?:[^/]++/)*+)(?<name>[^/]++)");

    private static final Pattern PROVIDER_ARN = Pattern.compile("arn:[a-z-]++:iam::\\d{12}:(?:oidc|saml)-provider/.++");

    /** Null when the refusal names nothing, or speaks of another call than the one recorded. */
    static @Nullable RefusedResource of(@Nullable Denial denial, String eventName) {
        String resource = denial == null || !denial.isOf(eventName) ? null : denial.resource();
        return resource == null ? null : new RefusedResource(resource);
    }

    @Nullable
    String userName() {
        Matcher user = USER.matcher(text);
        return user.matches() ? user.group("name") : null;
    }

    @Nullable
    String providerArn() {
        return PROVIDER_ARN.matcher(text).matches() ? text : null;
    }

    /** The ARN or, without its kind, the name of anything that is neither a user nor a provider. */
    @Nullable
    String other() {
        if (userName() != null || providerArn() != null) {
            return null;
        }
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
