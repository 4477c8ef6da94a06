package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an UpdateTrail set. The call leaves what it does not name, so that only what it names has to be set again.
 *
 * @param bucket whether it named the bucket
 * @param settings what else it named, as CloudTrail records it
 */
record TrailChange(boolean bucket, List<String> settings) {

    private static final String BUCKET = "s3BucketName";

    /** A trail that is to be trusted has these on; somebody who harms it switches them off. */
    private static final Set<String> GUARDS =
            Set.of("isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogFileValidation");

    private static final List<String> SETTINGS = List.of(
            "isMultiRegionTrail",
            "includeGlobalServiceEvents",
            "enableLogFileValidation",
            "isOrganizationTrail",
            "s3KeyPrefix",
            "snsTopicName",
            "kmsKeyId",
            "cloudWatchLogsLogGroupArn",
            "cloudWatchLogsRoleArn");

    TrailChange {
        settings = List.copyOf(settings);
    }

    /** @param request null when none is recorded, which names nothing */
    static TrailChange of(@Nullable JsonNode request) {
        return request == null
                ? new TrailChange(false, List.of())
                : new TrailChange(
                        request.hasNonNull(BUCKET),
                        SETTINGS.stream().filter(request::hasNonNull).toList());
    }

    /** {@code bucket}, {@code settings} or {@code both}; null when it named nothing that is known here. */
    @Nullable
    String label() {
        if (bucket) {
            return settings.isEmpty() ? "bucket" : "both";
        }
        return settings.isEmpty() ? null : "settings";
    }

    /**
     * What it named beside the bucket with what that was before, in the words of the API; left out where nobody knows.
     *
     * @param before what a member of the request was before, as recorded
     * @return null when nothing is known
     */
    @Nullable
    JsonNode before(Function<String, Optional<JsonNode>> before) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        for (String setting : settings) {
            before.apply(setting)
                    .filter(value -> value.isBoolean()
                            || (value.isTextual() && !value.textValue().isEmpty()))
                    .ifPresent(value -> known.set(setting, value));
            if (GUARDS.contains(setting) && !known.path(setting).isBoolean()) {
                known.put(setting, true);
            }
        }
        return known.isEmpty() ? null : Recorded.inWordsOfTheApi(known);
    }
}
