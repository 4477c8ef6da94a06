package io.tamperwatch.detect;

import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.UserIdentity;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call was aimed at: from the request and the answer as far as they are recorded, else from the refusal's own
 * words, since CloudTrail leaves the request out of denied records.
 *
 * <p>IAM calls that may leave {@code UserName} out act on the caller: the target is then the calling IAM user. When the
 * account's root user calls, the target is the root user, which has no user name: {@code userName} stays null.
 */
final class TargetReading {

    private static final String USER_NAME = "userName";

    private final String kind;

    /** From a target's field to where the record holds it. */
    private final Map<String, RecordedValue> values;

    TargetReading(Detection detection) {
        this.kind = detection.targetKind();
        this.values = detection.targetFields().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> RecordedValue.at(field.getValue())));
    }

    Target of(EventRecord record, Outcome outcome, @Nullable Denial denial) {
        RefusedResource refused = RefusedResource.of(denial, record.eventName());
        return new Target(
                kind,
                userName(record, outcome, refused),
                value(record, "certificateId"),
                value(record, "providerArn", refused, RefusedResource::providerArn),
                value(record, "clientId"),
                value(record, "resource", refused, RefusedResource::other));
    }

    private @Nullable String userName(EventRecord record, Outcome outcome, @Nullable RefusedResource refused) {
        String named = value(record, USER_NAME, refused, RefusedResource::userName);
        if (named != null || refused != null || !values.containsKey(USER_NAME)) {
            return named;
        }
        // without a recorded request nothing says that the name was left out
        boolean requestIsKnown = record.requestParameters() != null || outcome == Outcome.SUCCEEDED;
        return requestIsKnown ? callingUser(record.userIdentity()) : null;
    }

    private static @Nullable String callingUser(UserIdentity caller) {
        return "IAMUser".equals(caller.type()) ? caller.userName() : null;
    }

    private @Nullable String value(
            EventRecord record,
            String field,
            @Nullable RefusedResource refused,
            Function<RefusedResource, @Nullable String> refusals) {
        String recorded = value(record, field);
        return recorded != null || refused == null || !values.containsKey(field) ? recorded : refusals.apply(refused);
    }

    private @Nullable String value(EventRecord record, String field) {
        RecordedValue value = values.get(field);
        return value == null ? null : value.in(record);
    }
}
