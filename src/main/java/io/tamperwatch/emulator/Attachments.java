package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which managed policies are attached to whom. */
final class Attachments implements Family {

    private static final Pattern OPERATION =
            Pattern.compile("(Attach|Detach|ListAttached)(User|Group|Role)(Policy|Policies)");

    private final Holders holders;
    private final Predicate<String> exists;

    /** Policies' ARNs by their holder's. */
    private final Map<String, Set<String>> attached = new TreeMap<>();

    /** @param exists whether there is a managed policy with an ARN */
    Attachments(Holders holders, Predicate<String> exists) {
        this.holders = holders;
        this.exists = exists;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        Holders.Asked about = holders.asked(OPERATION, action, asked);
        if (about == null) {
            return null;
        }
        Set<String> own = attached.computeIfAbsent(about.arn(), nothing -> new TreeSet<>());
        return switch (about.verb()) {
            case "AttachPolicy" -> attach(own, asked);
            case "DetachPolicy" -> detach(own, asked);
            case "ListAttachedPolicies" -> Results.page("AttachedPolicies", of(about.arn()), asked);
            default -> null;
        };
    }

    private ObjectNode attach(Set<String> own, Parameters asked) {
        String arn = asked.required("PolicyArn");
        if (!exists.test(arn)) {
            throw new ServiceError(404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable.");
        }
        own.add(arn);
        return Results.nothing();
    }

    private static ObjectNode detach(Set<String> own, Parameters asked) {
        String arn = asked.required("PolicyArn");
        if (!own.remove(arn)) {
            throw new ServiceError(404, "NoSuchEntity", "Policy " + arn + " was not found.");
        }
        return Results.nothing();
    }

    /** As IAM lists what a holder has. */
    List<ObjectNode> of(String holder) {
        List<ObjectNode> listed = new ArrayList<>();
        attached.getOrDefault(holder, Set.of())
                .forEach(arn -> listed.add(Results.nothing()
                        .put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                        .put("PolicyArn", arn)));
        return listed;
    }

    /** ARNs of those who have a policy. */
    List<String> holdersOf(String policy) {
        return attached.entrySet().stream()
                .filter(one -> one.getValue().contains(policy))
                .map(Map.Entry::getKey)
                .toList();
    }
}
