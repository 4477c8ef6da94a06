package io.tamperwatch.aws;

import io.tamperwatch.watch.Departure;
import io.tamperwatch.watch.EventSource;
import io.tamperwatch.watch.LookedUpEvent;
import io.tamperwatch.watch.LookupOutcome;
import io.tamperwatch.watch.LookupRequest;
import io.tamperwatch.watch.Reading;
import io.tamperwatch.watch.WatchKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** CloudTrail's event history, through LookupEvents. */
@ApplicationScoped
class CloudTrailEventSource implements EventSource {

    /** The most LookupEvents returns at once. */
    private static final int PAGE = 50;

    private final AwsClients clients;

    CloudTrailEventSource(AwsClients clients) {
        this.clients = clients;
    }

    /** Credentials are asked for apart from the request also so that a failure here is known to be about them. */
    @Override
    public Optional<LookupOutcome.Failure> prepare(WatchKey watch) {
        try {
            clients.credentials(watch.account()).resolveCredentials();
            clients.cloudTrail(watch.region());
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(LookupFailures.ofCredentials(e));
        }
    }

    @Override
    public LookupOutcome lookup(LookupRequest request, Departure departure) {
        // as a rule they are still there, and nothing is asked
        Optional<LookupOutcome.Failure> unready = prepare(request.watch());
        if (unready.isPresent()) {
            return unready.get();
        }
        try {
            LookupEventsResponse response =
                    clients.cloudTrail(request.watch().region()).lookupEvents(asked(request, departure));
            return new LookupOutcome.Page(
                    response.events().stream()
                            .map(CloudTrailEventSource::lookedUp)
                            .toList(),
                    blankToNull(response.nextToken()));
        } catch (SdkException e) {
            return LookupFailures.of(e);
        }
    }

    private LookupEventsRequest asked(LookupRequest request, Departure departure) {
        return LookupEventsRequest.builder()
                .lookupAttributes(LookupAttribute.builder()
                        .attributeKey(key(request.reading().by()))
                        .attributeValue(request.reading().value())
                        .build())
                .startTime(request.window().start())
                .endTime(request.window().end())
                .maxResults(PAGE)
                .nextToken(request.nextToken())
                .overrideConfiguration(clients.as(request.watch().account())
                        .andThen(builder -> builder.putExecutionAttribute(HeldBack.UNTIL, departure)))
                .build();
    }

    private static LookupAttributeKey key(Reading.By by) {
        return switch (by) {
            case EVENT_NAME -> LookupAttributeKey.EVENT_NAME;
            case EVENT_ID -> LookupAttributeKey.EVENT_ID;
            case EVENT_SOURCE -> LookupAttributeKey.EVENT_SOURCE;
            case RESOURCE_NAME -> LookupAttributeKey.RESOURCE_NAME;
            case ACCESS_KEY_ID -> LookupAttributeKey.ACCESS_KEY_ID;
            case USERNAME -> LookupAttributeKey.USERNAME;
        };
    }

    private static LookedUpEvent lookedUp(Event event) {
        String record = event.cloudTrailEvent();
        return new LookedUpEvent(event.eventId(), event.eventName(), event.eventTime(), record == null ? "" : record);
    }

    private static @Nullable String blankToNull(@Nullable String token) {
        return token == null || token.isBlank() ? null : token;
    }
}
