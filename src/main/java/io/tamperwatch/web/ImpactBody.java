package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an event did to the account, as far as IAM's state before and after it tells. */
@RegisterForReflection
@Schema(
        name = "Impact",
        description =
                "What the event did, from what the inventory knew before it and what IAM shows since. Found out after"
                        + " the finding was stored, and again for some hours.")
record ImpactBody(
        @Schema(
                description = "What the verdict in change rests on.",
                examples = "The provider had the client ID before.")
        String changeWhy,

        @Schema(nullable = true, description = "When the target was last seen before the event.") @Nullable
        Instant seenBefore,

        @Schema(nullable = true, description = "When the target was first looked at after the event.") @Nullable
        Instant seenAfter,

        @Schema(
                nullable = true,
                implementation = CertificateBody.class,
                description = "Of events about signing certificates: what it was to its owner.")
        @Nullable
        CertificateBody certificate,

        @Schema(
                nullable = true,
                implementation = BlastRadiusBody.class,
                description = "Of events about OpenID Connect providers: the roles that depend on it.")
        @Nullable
        BlastRadiusBody blastRadius,

        @Schema(description = "What could not be found out, and what it would take.")
        List<String> limits,

        @Schema(description = "When this was found out.") Instant lookedAt) {

    ImpactBody {
        limits = List.copyOf(limits);
    }

    static @Nullable ImpactBody of(Finding finding) {
        Impact impact = finding.knowledge().impact();
        return impact == null
                ? null
                : new ImpactBody(
                        impact.changeWhy(),
                        impact.seenBefore(),
                        impact.seenAfter(),
                        CertificateBody.of(impact.certificate()),
                        BlastRadiusBody.of(impact.blastRadius()),
                        impact.limits(),
                        impact.lookedAt());
    }

    /** What a signing certificate was to its owner. */
    @RegisterForReflection
    @Schema(name = "ImpactCertificate", description = "What the signing certificate was to its owner.")
    record CertificateBody(
            @Schema(
                    description = "Whether it was the owner's last that could be used.",
                    enumeration = {"last", "not-last", "not-in-use", "unknown"})
            String verdict,

            @Schema(
                    description = "Whose it is.",
                    enumeration = {"user", "root", "unknown"})
            String owner,

            @Schema(nullable = true, description = "The user's name.") @Nullable
            String userName,

            @Schema(nullable = true, description = "When it was uploaded.") @Nullable
            Instant uploadedAt,

            @Schema(nullable = true, description = "When it expires by itself.") @Nullable
            Instant expiresAt,

            @Schema(nullable = true, description = "Other certificates the owner had that could be used.") @Nullable
            Integer othersInForce,

            @Schema(description = "Other users of the account with one that can be used.")
            long otherHolders,

            @Schema(description = "Whether it is kept here and can be uploaded again.")
            boolean bodyKept,

            @Schema(description = "The same in a sentence.") String why) {

        static @Nullable CertificateBody of(Impact.@Nullable LostCertificate lost) {
            return lost == null
                    ? null
                    : new CertificateBody(
                            lost.verdict().label(),
                            lost.owner().label(),
                            lost.userName(),
                            lost.uploadedAt(),
                            lost.expiresAt(),
                            lost.othersInForce(),
                            lost.otherHolders(),
                            lost.bodyKept(),
                            lost.why());
        }
    }

    /** Roles that depend on a provider, in three rings. */
    @RegisterForReflection
    @Schema(name = "BlastRadius", description = "Roles that depend on the provider: configured, used, broken.")
    record BlastRadiusBody(
            @Schema(description = "Roles whose trust policy names the provider.")
            int federating,

            @Schema(description = "Of them, those that accept the client ID, or may.")
            int configured,

            @Schema(description = "Of the configured, those that accept no other client ID the provider still has.")
            int lockedOut,

            @Schema(
                    nullable = true,
                    description =
                            "Of the configured, those used by whomever in the 90 days before; null when not known.")
            @Nullable
            Integer used,

            @Schema(
                    nullable = true,
                    description =
                            "Of the configured, those for which tokens were refused since; null when none was seen,"
                                    + " which does not mean that there was none.")
            @Nullable
            Integer broken,

            @Schema(
                    nullable = true,
                    implementation = UsageBody.class,
                    description = "How much of the events of assumed roles was looked at; null when none was.")
            @Nullable
            UsageBody usage,

            @Schema(description = "The same in a few sentences.")
            String why,

            @Schema(description = "The configured roles, those used last first; at most 200.")
            List<RoleBody> roles) {

        BlastRadiusBody {
            roles = List.copyOf(roles);
        }

        static @Nullable BlastRadiusBody of(Impact.@Nullable BlastRadius radius) {
            return radius == null
                    ? null
                    : new BlastRadiusBody(
                            radius.federating(),
                            radius.configured(),
                            radius.lockedOut(),
                            radius.used(),
                            radius.broken(),
                            UsageBody.of(radius.usage()),
                            radius.inWords(),
                            radius.roles().stream().map(RoleBody::of).toList());
        }
    }

    /** How much was looked at. */
    @RegisterForReflection
    @Schema(
            name = "BlastRadiusUsage",
            description = "How much of the events of AssumeRoleWithWebIdentity was looked at.")
    record UsageBody(
            @Schema(description = "Where.") List<String> regions,

            @Schema(description = "The beginning of the time that was to be looked at.")
            Instant from,

            @Schema(description = "Its end.") Instant until,

            @Schema(description = "Part of the time before the event that was read; 0 to 1.")
            double share,

            @Schema(description = "Part of the time since the event that was read; 0 to 1.")
            double shareSince,

            @Schema(description = "How many events there were of all providers.")
            int events,

            @Schema(description = "Tokens refused since; 0 does not mean that none was.")
            int failures,

            @Schema(description = "The same in a few sentences.")
            String why) {

        UsageBody {
            regions = List.copyOf(regions);
        }

        static @Nullable UsageBody of(Impact.@Nullable Usage usage) {
            return usage == null
                    ? null
                    : new UsageBody(
                            usage.regions(),
                            usage.from(),
                            usage.until(),
                            usage.share(),
                            usage.shareSince(),
                            usage.events(),
                            usage.failures(),
                            usage.why());
        }
    }

    /** One role. */
    @RegisterForReflection
    @Schema(name = "BlastRadiusRole", description = "A role that accepts the client ID, or may.")
    record RoleBody(
            @Schema(description = "Its ARN.") String arn,
            @Schema(description = "Its name.") String name,

            @Schema(
                    description = "Whether tokens get it, as far as its trust policy decides.",
                    enumeration = {"accepts", "may-accept"})
            String reach,

            @Schema(
                    description = "How its condition on the audience relates to the client ID.",
                    enumeration = {"any", "named", "pattern", "among", "exact", "undecided", "excluded", "other", "none"
                    })
            String audience,

            @Schema(
                    description = "Which subjects it accepts.",
                    enumeration = {"any", "excluding", "pattern", "exact", "undecided", "none"})
            String subject,

            @Schema(description = "The subjects as the policy writes them.")
            List<String> subjects,

            @Schema(description = "Keys of conditions that depend on the request.")
            List<String> furtherConditions,

            @Schema(description = "The same in a few sentences.")
            String why,

            @Schema(description = "Whether it accepts no other client ID the provider still has.")
            boolean lockedOut,

            @Schema(nullable = true, description = "When it was last used, by whomever.") @Nullable
            Instant lastUsedAt,

            @Schema(nullable = true, description = "Where that was.") @Nullable
            String lastUsedRegion,

            @Schema(description = "Subjects that got it with this client ID, as far as events were looked at.")
            List<String> seenSubjects,

            @Schema(nullable = true, description = "The latest such event.") @Nullable
            Instant lastSeenAt,

            @Schema(description = "Tokens refused since the event, as far as events were looked at.")
            int failures) {

        RoleBody {
            subjects = List.copyOf(subjects);
            furtherConditions = List.copyOf(furtherConditions);
            seenSubjects = List.copyOf(seenSubjects);
        }

        static RoleBody of(Impact.Role role) {
            return new RoleBody(
                    role.arn(),
                    role.name(),
                    role.reach(),
                    role.audience(),
                    role.subject(),
                    role.subjects(),
                    role.furtherConditions(),
                    role.why(),
                    role.lockedOut(),
                    role.lastUsedAt(),
                    role.lastUsedRegion(),
                    role.seenSubjects(),
                    role.lastSeenAt(),
                    role.failures());
        }
    }
}
