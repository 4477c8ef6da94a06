package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.event.Partition;
import io.tamperwatch.posture.Offender;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a thing for which a posture check fails, under the places of the catalogue.
 *
 * @param partition its account's; null when that is not known
 */
record OffenderPlaces(Offender offender, @Nullable Partition partition) implements Places {

    private static final String CERTIFICATE = " certificate ";

    @Override
    public @Nullable JsonNode at(String place) {
        String value = switch (place) {
            case "offender.kind" -> offender.kind();
            case "target.userName", "actor.userName", "derived.keyOwner" -> user();
            case "actor.roleName" -> isOf("role") ? nameOf(offender.name(), ":role/") : null;
            case "target.certificateId" -> isOf("signing-certificate") ? behind(CERTIFICATE) : null;
            case "target.resource" -> isOf("trail") || isOf("policy") ? offender.name() : null;
            case "offender.holderKind" -> isOf("inline-policy") ? holderKind() : null;
            case "offender.holderName" -> isOf("inline-policy") ? nameOf(before(" "), ":" + holderKind() + "/") : null;
            case "derived.homeRegion" -> partition == null ? null : partition.homeRegion();
            case "offender.policyName" -> isOf("inline-policy") ? behind(" ") : null;
            default -> null;
        };
        return value == null ? null : TextNode.valueOf(value);
    }

    private boolean isOf(String kind) {
        return offender.kind().equals(kind);
    }

    /** A user's, or the owner's of a key or a certificate; IAM's names and paths hold no blank. */
    private @Nullable String user() {
        return switch (offender.kind()) {
            case "user" -> nameOf(offender.name(), ":user/");
            case "access-key" -> nameOf(before(" access key "), ":user/");
            case "signing-certificate" -> nameOf(before(CERTIFICATE), ":user/");
            default -> null;
        };
    }

    private @Nullable String holderKind() {
        String holder = before(" ");
        for (String kind : new String[] {"user", "group", "role"}) {
            if (holder != null && holder.contains(":" + kind + "/")) {
                return kind;
            }
        }
        return null;
    }

    private @Nullable String before(String mark) {
        int at = offender.name().indexOf(mark);
        return at < 0 ? null : offender.name().substring(0, at);
    }

    private @Nullable String behind(String mark) {
        int at = offender.name().indexOf(mark);
        return at < 0 ? null : offender.name().substring(at + mark.length());
    }

    /** The name without its path. */
    private static @Nullable String nameOf(@Nullable String arn, String mark) {
        return arn == null || !arn.contains(mark) ? null : arn.substring(arn.lastIndexOf('/') + 1);
    }
}
