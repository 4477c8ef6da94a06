package io.tamperwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * Who acted, in the words of the API.
 *
 * @param type CloudTrail's identity type, or {@code Unknown} when the record names none
 * @param arn the caller's ARN as recorded; for a role it ends in the session name, which the caller chose
 * @param name the shortest name a person would recognise: user name, role name, service or provider subject
 * @param mfa whether the session was authenticated with MFA; null when the record does not say
 * @param issuerArn the role's or user's own ARN behind a session
 * @param invokedBy the AWS service that called on the actor's behalf
 */
public record Actor(
        String type,
        @Nullable String arn,
        @Nullable String name,
        @Nullable String accountId,
        @Nullable String accessKeyId,
        @Nullable Boolean mfa,
        @Nullable String issuerArn,
        @Nullable String invokedBy) {

    /** Who made the recorded call, as far as the record itself tells. */
    public static Actor of(EventRecord event) {
        return ActorResolution.resolve(event.userIdentity());
    }
}
