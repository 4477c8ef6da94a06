package io.tamperwatch.remediation;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who has to be contained: what kind of principal in which account. */
enum Acting {
    USER,
    ROLE,
    ROOT,
    /** A principal of the organization's management account, or of one it delegated this to, as this account's root. */
    ASSUMED_ROOT,
    /** Of another account, where nothing of this one reaches. */
    FOREIGN,
    /** Not recorded, or no principal of IAM's. */
    UNKNOWN;

    static Acting of(Finding finding) {
        Actor actor = finding.actor();
        if (Boolean.TRUE.equals(actor.foreignTo(finding.accountId()))) {
            return FOREIGN;
        }
        if (Boolean.TRUE.equals(actor.origins().assumedRoot())) {
            return ASSUMED_ROOT;
        }
        String own = actor.ownArn();
        if (own == null) {
            return "Root".equals(actor.type()) ? ROOT : UNKNOWN;
        }
        if (own.endsWith(":root")) {
            return ROOT;
        }
        return own.contains(":user/") ? USER : own.contains(":role/") ? ROLE : UNKNOWN;
    }

    /** As the catalogue writes it; null when nobody knows. */
    @Nullable
    String label() {
        return this == UNKNOWN ? null : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the user or role itself, without its path; never a session's name. */
    @Nullable
    String name(Finding finding) {
        String own = finding.actor().ownArn();
        return own == null || (this != USER && this != ROLE) ? null : own.substring(own.lastIndexOf('/') + 1);
    }

    /** What has to be said because no script of ours reaches this actor. */
    Optional<String> note() {
        return switch (this) {
            case USER, ROLE -> Optional.empty();
            case ROOT ->
                Optional.of("The actor is the account's root user, whom nothing in the account can contain: sign in as"
                        + " root, change its password, delete its access keys and check its MFA devices.");
            case ASSUMED_ROOT ->
                Optional.of("The actor is nobody of this account: a principal of the organization's management account,"
                        + " or of the account IAM is delegated to, acted as its root user by sts:AssumeRoot. Contain it"
                        + " there: the event history of those accounts, in each Region in use, has AssumeRoot with this"
                        + " account as targetPrincipal, and says who called. Take sts:AssumeRoot away from that user or"
                        + " role, or switch off root sessions for the whole organization with aws iam"
                        + " disable-organizations-root-sessions. A session that exists lasts 15 minutes at most; the"
                        + " root user's own password and keys have no part in it.");
            case FOREIGN ->
                Optional.of("The actor belongs to another account and has to be contained there: no step here reaches"
                        + " it. What can be closed here is the role or the policy that let it in.");
            case UNKNOWN ->
                Optional.of("The record does not say which user or role acted: find that out before you contain"
                        + " anybody.");
        };
    }
}
