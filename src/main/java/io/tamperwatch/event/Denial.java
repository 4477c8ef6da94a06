package io.tamperwatch.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal says in its own words: {@code User: <arn> is not authorized to perform: iam:DeleteSigningCertificate on
 * resource: user bob because no identity-based policy allows the iam:DeleteSigningCertificate action}. CloudTrail leaves
 * the request out of denied records, so this is all there is. The whole sentence has to have that form, because parts of
 * it come from the caller; the names in it hold no blanks, so none can stretch into the next part.
 *
 * @param action for example {@code iam:DeleteSigningCertificate}
 * @param principal who was refused, nearly always an ARN
 * @param resource what the call was aimed at: an ARN, or a kind and a name such as {@code user bob}; null when the
 *     sentence names none
 * @param policyType the kind of policy that decided; null when the sentence does not say
 * @param explicit true when such a policy denies the call, false when none of them allows it; null when the sentence does
 *     not say
 */
public record Denial(
        String action,
        String principal,
        @Nullable String resource,
        @Nullable PolicyType policyType,
        @Nullable Boolean explicit) {

    /** CloudTrail cuts error messages at 1 KB. */
    private static final int MAX_LENGTH = 2048;

    private static final Map<String, PolicyType> POLICY_TYPES =
            Arrays.stream(PolicyType.values()).collect(Collectors.toMap(PolicyType::words, Function.identity()));

    private static final String POLICY = "(?:" + String.join("|", POLICY_TYPES.keySet()) + ")";

    private static final String KIND =
            "(?:user|group|role|policy|instance profile|server certificate|virtual mfa device|mfa device) ";

    /** A resource is an ARN, or a kind and a name, which may be empty; a policy's version stands behind it. */
    private static final Pattern SENTENCE = Pattern.compile(
            "User: (?<principal>\\S++) is not authorized to perform: (?<action>[a-z0-9-]++:\\w++)"
                    + "(?: on resource: (?<kind>" + KIND + ")?+(?<name>\\S*+)(?: version v\\d++)?+)?+"
                    + "(?: because no (?<none>" + POLICY + ") allows the \\S++ action.*+"
                    + "| with an explicit deny in (?:an?|the) (?<deny>" + POLICY + ").*+"
                    + "| (?:because|with) .*+)?+",
            Pattern.DOTALL);

    /** Null when the message is none of the known form. */
    public static @Nullable Denial of(@Nullable String message) {
        if (message == null || message.length() > MAX_LENGTH) {
            return null;
        }
        Matcher sentence = SENTENCE.matcher(message);
        if (!sentence.matches()) {
            return null;
        }
        String none = sentence.group("none");
        String deny = sentence.group("deny");
        return new Denial(
                sentence.group("action"),
                sentence.group("principal"),
                resource(sentence.group("kind"), sentence.group("name")),
                policyType(none == null ? deny : none),
                (none == null && deny == null) ? null : Boolean.valueOf(deny != null));
    }

    /** True when the refused action is the call of this name. */
    public boolean isOf(String eventName) {
        return action.endsWith(":" + eventName);
    }

    private static @Nullable String resource(@Nullable String kind, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        return kind == null ? name : kind + name;
    }

    private static @Nullable PolicyType policyType(@Nullable String words) {
        return words == null ? null : POLICY_TYPES.get(words);
    }
}
