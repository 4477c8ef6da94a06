package io.tamperwatch.event;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param provenance how the actor came by the credentials; null for a caller who used long-term ones of their own
 */
public record Actor(
        String type,
        @Nullable String arn,
        @Nullable String name,
        @Nullable String accountId,
        @Nullable String accessKeyId,
        @Nullable Boolean mfa,
        @Nullable String issuerArn,
        @Nullable String invokedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Provenance provenance) {

    /** An actor who used long-term credentials of their own, or of whom no more is known. */
    public Actor(
            String type,
            @Nullable String arn,
            @Nullable String name,
            @Nullable String accountId,
            @Nullable String accessKeyId,
            @Nullable Boolean mfa,
            @Nullable String issuerArn,
            @Nullable String invokedBy) {
        this(type, arn, name, accountId, accessKeyId, mfa, issuerArn, invokedBy, null);
    }

    /** Who made the recorded call, as far as the record itself tells. */
    public static Actor of(EventRecord event) {
        return ActorResolution.resolve(event.userIdentity());
    }

    /** {@link #provenance}, with every member null where there is none. */
    public Provenance origins() {
        return provenance == null ? Provenance.NOTHING : provenance;
    }

    /**
     * The ARN of the user or role itself, without a session name: what permissions hang on, and what its caller cannot
     * choose. Null when the record tells of no such thing.
     */
    public @Nullable String ownArn() {
        if (issuerArn != null) {
            return issuerArn;
        }
        // a session whose role is not recorded has only an ARN its caller had a part in
        return arn != null && arn.contains(":sts:") ? null : arn;
    }

    /** Whether the call was made with an access key that AWS issued for a while: such keys begin with ASIA. */
    public boolean usedTemporaryKey() {
        return accessKeyId != null && accessKeyId.startsWith("ASIA");
    }

    /** Whether the caller belongs to another account than the one the call acted on; null when either is unknown. */
    public @Nullable Boolean foreignTo(@Nullable String account) {
        return (accountId == null || account == null) ? null : !accountId.equals(account);
    }
}
