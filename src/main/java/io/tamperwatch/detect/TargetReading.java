package io.tamperwatch.detect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.UserIdentity;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call was aimed at: from the request as far as it is recorded, else from the refusal's own words, since
 * CloudTrail leaves the request out of denied records.
 *
 * <p>IAM calls that may leave {@code UserName} out act on the caller: the target is then the calling IAM user. When the
 * account's root user calls, the target is the root user, which has no user name: {@code userName} stays null.
 */
final class TargetReading {

    private static final String USER_NAME = "userName";
    private static final String PROVIDER_ARN = "providerArn";

    private final String kind;

    /** From a target's field to the request parameter that holds it. */
    private final Map<String, String> parameters;

    TargetReading(Detection detection) {
        this.kind = detection.targetKind();
        this.parameters = detection.targetFields();
    }

    Target of(EventRecord record, Outcome outcome) {
        JsonNode request = record.requestParameters();
        RefusedResource refused =
                outcome == Outcome.DENIED ? RefusedResource.of(record.errorMessage(), record.eventName()) : null;
        return new Target(
                kind,
                userName(record, request, outcome, refused),
                parameter(request, "certificateId"),
                providerArn(request, refused),
                parameter(request, "clientId"));
    }

    private @Nullable String userName(
            EventRecord record, @Nullable JsonNode request, Outcome outcome, @Nullable RefusedResource refused) {
        String named = parameter(request, USER_NAME);
        if (named != null || !parameters.containsKey(USER_NAME)) {
            return named;
        }
        if (refused != null) {
            return refused.userName();
        }
        // without a recorded request nothing says that the name was left out
        boolean requestIsKnown = request != null || outcome == Outcome.SUCCEEDED;
        return requestIsKnown ? callingUser(record.userIdentity()) : null;
    }

    private static @Nullable String callingUser(UserIdentity caller) {
        return "IAMUser".equals(caller.type()) ? caller.userName() : null;
    }

    private @Nullable String providerArn(@Nullable JsonNode request, @Nullable RefusedResource refused) {
        String named = parameter(request, PROVIDER_ARN);
        if (named != null || refused == null || !parameters.containsKey(PROVIDER_ARN)) {
            return named;
        }
        return refused.providerArn();
    }

    private @Nullable String parameter(@Nullable JsonNode request, String field) {
        String parameter = parameters.get(field);
        JsonNode value = request == null || parameter == null ? null : request.get(parameter);
        return value == null || !value.isTextual() ? null : value.textValue();
    }
}
