package io.tamperwatch.posture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the policies of an account as they come, one after the other, and keeps of each only what checks ask about:
 * an account has thousands.
 */
final class PolicyReviewer {

    /** Services by which the account's own protection can be undone. */
    private static final List<String> GUARDS = List.of("iam", "sts", "organizations", "cloudtrail", "kms");

    /** Policies of AWS's own that let their holder read every object of every bucket. */
    private static final Set<String> READ_EVERY_BUCKET =
            Set.of("AmazonS3FullAccess", "AmazonS3ReadOnlyAccess", "ReadOnlyAccess", "PowerUserAccess");

    private static final String READ_OBJECT = "s3:GetObject";

    /** What is kept of a policy. */
    private record Gist(boolean everything, long given) {

        static final Gist NOTHING = new Gist(false, 0);

        Gist and(Gist other) {
            return new Gist(everything || other.everything, given | other.given);
        }
    }

    private record Held(@Nullable String kind, String arn, Gist own, List<String> attached, List<String> groups) {}

    private final Set<String> buckets;
    private final Map<String, Gist> managed = new HashMap<>();
    private final Map<String, Held> groups = new HashMap<>();
    private final List<Held> principals = new ArrayList<>();
    private final List<Offender> everything = new ArrayList<>();
    private final List<Offender> services = new ArrayList<>();
    private final List<Offender> passesAnyRole = new ArrayList<>();
    private final List<Offender> openTrusts = new ArrayList<>();
    private final List<Offender> logReaders = new ArrayList<>();
    private int policies;
    private int unreadable;

    /** @param buckets ARNs of the buckets that trails put their log files into */
    PolicyReviewer(Set<String> buckets) {
        this.buckets = Set.copyOf(buckets);
    }

    void add(Entity entity) {
        switch (entity) {
            case Entity.ManagedPolicy policy ->
                managed.put(policy.arn(), gist("policy", policy.arn(), policy.document(), policy.attachments() > 0));
            case Entity.User user -> {
                principals.add(held("user", user, user.groups()));
                awsOwn("user", user);
            }
            case Entity.Group group -> {
                groups.put(group.name(), held(null, group, List.of()));
                awsOwn("group", group);
            }
            case Entity.Role role -> {
                principals.add(held("role", role, List.of()));
                awsOwn("role", role);
                WebIdentityTrust.lacking(role.trust())
                        .ifPresent(lacking -> openTrusts.add(new Offender("role", role.arn(), lacking)));
            }
        }
    }

    private Held held(@Nullable String kind, Entity.Holder holder, List<String> groupNames) {
        Gist own = holder.inline().stream()
                .map(inline -> gist("inline-policy", holder.arn() + " " + inline.name(), inline.document(), true))
                .reduce(Gist.NOTHING, Gist::and);
        return new Held(kind, holder.arn(), own, holder.attached(), groupNames);
    }

    private Gist gist(String kind, String name, String document, boolean inUse) {
        policies++;
        Optional<IdentityPolicy> parsed = IdentityPolicy.parse(document);
        if (parsed.isEmpty()) {
            unreadable++;
            return Gist.NOTHING;
        }
        IdentityPolicy policy = parsed.get();
        boolean givesEverything = policy.givesEverything();
        if (inUse) {
            note(kind, name, policy, givesEverything);
        }
        return new Gist(givesEverything, Escalation.given(policy));
    }

    private void note(String kind, String name, IdentityPolicy policy, boolean givesEverything) {
        if (givesEverything) {
            everything.add(new Offender(kind, name, "gives every action on every resource"));
            return;
        }
        String guards = GUARDS.stream()
                .filter(policy::givesAllOf)
                .map(service -> service + ":*")
                .collect(Collectors.joining(", "));
        if (!guards.isEmpty()) {
            services.add(new Offender(kind, name, "gives " + guards + " on all resources"));
        }
        if (policy.givesWidely("iam:PassRole")) {
            passesAnyRole.add(new Offender(kind, name, "gives iam:PassRole on all roles"));
        }
        buckets.stream()
                .sorted()
                .filter(bucket -> readsByChance(policy, bucket))
                .findFirst()
                .ifPresent(bucket -> logReaders.add(new Offender(
                        kind,
                        name,
                        "gives " + READ_OBJECT + " on buckets in general, hence on the log bucket " + bucket)));
    }

    private static boolean readsByChance(IdentityPolicy policy, String bucket) {
        return policy.reachesByChance(READ_OBJECT, bucket + "/AWSLogs/log.json.gz", bucket);
    }

    private void awsOwn(String kind, Entity.Holder holder) {
        if (buckets.isEmpty()) {
            return;
        }
        holder.attached().stream()
                .filter(arn -> arn.contains(":iam::aws:policy/"))
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .filter(READ_EVERY_BUCKET::contains)
                .findFirst()
                .ifPresent(name -> logReaders.add(new Offender(
                        kind, holder.arn(), "has " + name + ", which reads every bucket, log buckets too")));
    }

    PolicyReview done() {
        List<Offender> escalations = new ArrayList<>();
        for (Held principal : principals) {
            Gist all = all(principal);
            List<Escalation> open = all.everything() ? List.of() : Escalation.open(all.given());
            if (!open.isEmpty() && principal.kind() != null) {
                String ways = open.stream().map(Escalation::words).collect(Collectors.joining("; "));
                escalations.add(new Offender(principal.kind(), principal.arn(), "can gain more rights by " + ways));
            }
        }
        return new PolicyReview(
                policies, unreadable, everything, services, passesAnyRole, escalations, openTrusts, logReaders);
    }

    private Gist all(Held holder) {
        Gist gist = holder.own();
        for (String arn : holder.attached()) {
            gist = gist.and(managed.getOrDefault(arn, Gist.NOTHING));
        }
        for (String name : holder.groups()) {
            Held group = groups.get(name);
            gist = group == null ? gist : gist.and(all(group));
        }
        return gist;
    }
}
