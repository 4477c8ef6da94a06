package io.tamperwatch.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event did to the account, as far as IAM's state before and after it tells.
 *
 * @param changeWhy one sentence: what the verdict in {@link Finding#change} rests on
 * @param seenBefore when the target was last seen before the event; null when it was not
 * @param seenAfter when it was first looked at after the event; null when it could not be
 * @param certificate of events about signing certificates only
 * @param blastRadius of events about OpenID Connect providers only
 * @param limits what could not be found out, and what it would take; one sentence each
 * @param lookedAt when this was found out
 * @param looks how many times it was looked at
 */
public record Impact(
        String changeWhy,
        @Nullable Instant seenBefore,
        @Nullable Instant seenAfter,
        @Nullable LostCertificate certificate,
        @Nullable BlastRadius blastRadius,
        List<String> limits,
        Instant lookedAt,
        int looks) {

    public Impact {
        limits = List.copyOf(limits);
    }

    /** The same with what events of assumed roles show, in place of what they showed before. */
    Impact with(WebIdentityUse use) {
        return blastRadius == null
                ? this
                : new Impact(
                        changeWhy, seenBefore, seenAfter, certificate, blastRadius.with(use), limits, lookedAt, looks);
    }

    /**
     * A certificate that was deleted, deactivated or uploaded.
     *
     * @param userName null for the root user, and when nobody knows
     * @param expiresAt by the certificate itself
     * @param othersInForce how many other certificates the user had that could be used; null when not known
     * @param otherHolders how many other users of the account have one that can be used
     * @param bodyKept whether the certificate can be uploaded again from what is kept here
     */
    public record LostCertificate(
            Verdict verdict,
            Owner owner,
            @Nullable String userName,
            @Nullable Instant uploadedAt,
            @Nullable Instant expiresAt,
            @Nullable Integer othersInForce,
            long otherHolders,
            boolean bodyKept,
            String why) {}

    /** What the certificate was to its owner. */
    public enum Verdict {
        /** The only one that could be used. */
        LAST,
        /** The owner has another that can be used. */
        NOT_LAST,
        /** It was inactive or expired already. */
        NOT_IN_USE,
        UNKNOWN;

        /** The word used in the API. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whose the certificate is. */
    public enum Owner {
        USER,
        ROOT,
        UNKNOWN;

        /** The word used in the API. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Roles that trust the provider, in three rings.
     *
     * @param federating roles whose trust policy names the provider
     * @param configured of them, those that accept the client ID, or may
     * @param lockedOut of these, those that accept no other client ID the provider still has
     * @param used of the configured, those that were used within the 90 days before the event; null when IAM may not be asked
     * @param usage what the events of assumed roles show
     * @param broken of the configured, those for which tokens were refused since; null when none was seen, which does not mean
     *     that none was
     * @param roles the configured ones, those used last first; not more than {@link #MOST_ROLES}
     * @param why the same in a few sentences, without what events show
     */
    public record BlastRadius(
            int federating,
            int configured,
            int lockedOut,
            @Nullable Integer used,
            @Nullable Usage usage,
            @Nullable Integer broken,
            List<Role> roles,
            String why) {

        /** Roles that are listed; all are counted. */
        public static final int MOST_ROLES = 200;

        public BlastRadius {
            roles = List.copyOf(roles);
        }

        /** All of it in a few sentences. */
        public String inWords() {
            return why + " " + (usage == null ? "Whether tokens were refused since is not known." : usage.why());
        }

        private BlastRadius with(WebIdentityUse use) {
            Map<String, WebIdentityUse.OfRole> seen =
                    use.roles().stream().collect(Collectors.toMap(WebIdentityUse.OfRole::arn, role -> role));
            List<Role> told = roles.stream()
                    .map(role -> role.with(seen.getOrDefault(role.arn(), WebIdentityUse.OfRole.unseen(role.arn()))))
                    .toList();
            // beyond the roles that are listed, any that was refused with this provider's tokens counts
            boolean all = configured <= roles.size();
            Set<String> listed = roles.stream().map(Role::arn).collect(Collectors.toSet());
            int refused = (int) use.roles().stream()
                    .filter(role -> role.failures() > 0 && (!all || listed.contains(role.arn())))
                    .count();
            return new BlastRadius(
                    federating, configured, lockedOut, used, use.usage(), refused == 0 ? null : refused, told, why);
        }
    }

    /**
     * A role that accepts the client ID, or may.
     *
     * @param reach {@code accepts} or {@code may-accept}
     * @param audience how its condition on the audience relates
     * @param subject which subjects it accepts
     * @param subjects the subjects as the policy writes them; empty for any
     * @param furtherConditions keys of conditions that depend on the request
     * @param lockedOut whether no client ID that the provider still has gets the role
     * @param lastUsedAt by whomever; null when it was not used in the 400 days IAM remembers, or IAM may not be asked
     * @param seenSubjects subjects that got the role with the client ID, as far as events were looked at
     * @param lastSeenAt the latest such event
     * @param failures tokens refused since the event, as far as events were looked at
     */
    public record Role(
            String arn,
            String name,
            String reach,
            String audience,
            String subject,
            List<String> subjects,
            List<String> furtherConditions,
            String why,
            boolean lockedOut,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedRegion,
            List<String> seenSubjects,
            @Nullable Instant lastSeenAt,
            int failures) {

        public Role {
            subjects = List.copyOf(subjects);
            furtherConditions = List.copyOf(furtherConditions);
            seenSubjects = List.copyOf(seenSubjects);
        }

        private Role with(WebIdentityUse.OfRole seen) {
            return new Role(
                    arn,
                    name,
                    reach,
                    audience,
                    subject,
                    subjects,
                    furtherConditions,
                    why,
                    lockedOut,
                    lastUsedAt,
                    lastUsedRegion,
                    seen.subjects(),
                    seen.lastAt(),
                    seen.failures());
        }
    }

    /**
     * How much of the events of AssumeRoleWithWebIdentity was looked at.
     *
     * @param from the beginning of the time that was to be looked at
     * @param until its end
     * @param share how much of the time before the event was looked at, 0 to 1, over all these Regions
     * @param shareSince how much of the time since the event was, 0 to 1
     * @param events how many there were, of all providers
     * @param failures tokens refused since the event that may have to do with it
     * @param why the same in a few sentences
     */
    public record Usage(
            List<String> regions,
            Instant from,
            Instant until,
            double share,
            double shareSince,
            int events,
            int failures,
            String why) {

        public Usage {
            regions = List.copyOf(regions);
        }
    }
}
