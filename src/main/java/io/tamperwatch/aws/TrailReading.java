package io.tamperwatch.aws;

import io.tamperwatch.posture.EventSelection;
import io.tamperwatch.posture.EventSelection.Advanced;
import io.tamperwatch.posture.EventSelection.Basic;
import io.tamperwatch.posture.Known;
import io.tamperwatch.posture.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;

/** Reads an account's trails: in its home Region, where those of all Regions are seen too, and in the Regions it names. */
final class TrailReading {

    private final AwsClients clients;
    private final String account;
    private final PacedCalls calls;

    TrailReading(AwsClients clients, String account, PacedCalls calls) {
        this.clients = clients;
        this.account = account;
        this.calls = calls;
    }

    Known<List<Trail>> read() {
        Map<String, software.amazon.awssdk.services.cloudtrail.model.Trail> found = new LinkedHashMap<>();
        for (String region : clients.regions(account)) {
            CloudTrailClient cloudTrail = clients.cloudTrail(region);
            var listed = calls.ask(
                    "cloudtrail:DescribeTrails",
                    () -> cloudTrail
                            .describeTrails(request -> request.overrideConfiguration(clients.as(account)))
                            .trailList());
            switch (listed) {
                case Known.Is<List<software.amazon.awssdk.services.cloudtrail.model.Trail>> is ->
                    is.value().forEach(trail -> found.putIfAbsent(trail.trailARN(), trail));
                case Known.Refused<List<software.amazon.awssdk.services.cloudtrail.model.Trail>> refused -> {
                    return new Known.Refused<>(refused.permission());
                }
                case Known.Unread<List<software.amazon.awssdk.services.cloudtrail.model.Trail>> unread -> {
                    return new Known.Unread<>(unread.reason());
                }
            }
        }
        List<Trail> trails = new ArrayList<>();
        found.values().forEach(trail -> trails.add(trail(trail)));
        return new Known.Is<>(trails);
    }

    private Trail trail(software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
        String arn = trail.trailARN();
        CloudTrailClient home = clients.cloudTrail(trail.homeRegion());
        return new Trail(
                arn,
                trail.s3BucketName() == null ? "" : trail.s3BucketName(),
                Boolean.TRUE.equals(trail.isMultiRegionTrail()),
                Boolean.TRUE.equals(trail.includeGlobalServiceEvents()),
                Boolean.TRUE.equals(trail.logFileValidationEnabled()),
                calls.ask(
                        "cloudtrail:GetTrailStatus",
                        () -> Boolean.TRUE.equals(home.getTrailStatus(
                                        request -> request.name(arn).overrideConfiguration(clients.as(account)))
                                .isLogging())),
                calls.ask(
                        "cloudtrail:GetEventSelectors",
                        () -> selection(home.getEventSelectors(
                                request -> request.trailName(arn).overrideConfiguration(clients.as(account))))));
    }

    /** A trail has selectors of one of the two forms. */
    private static EventSelection selection(GetEventSelectorsResponse selectors) {
        return selectors.hasAdvancedEventSelectors()
                        && !selectors.advancedEventSelectors().isEmpty()
                ? new Advanced(selectors.advancedEventSelectors().stream()
                        .map(TrailReading::advanced)
                        .toList())
                : new Basic(selectors.eventSelectors().stream()
                        .map(TrailReading::basic)
                        .toList());
    }

    private static Basic.Selector basic(EventSelector selector) {
        return new Basic.Selector(
                // both are on unless they are switched off
                !Boolean.FALSE.equals(selector.includeManagementEvents()),
                selector.readWriteTypeAsString() == null ? "All" : selector.readWriteTypeAsString(),
                Set.copyOf(selector.excludeManagementEventSources()));
    }

    private static List<Advanced.Field> advanced(AdvancedEventSelector selector) {
        return selector.fieldSelectors().stream().map(TrailReading::field).collect(Collectors.toList());
    }

    private static Advanced.Field field(AdvancedFieldSelector field) {
        return new Advanced.Field(
                text(field.field()),
                field.equalsValue(),
                field.notEquals(),
                field.startsWith(),
                field.notStartsWith(),
                field.endsWith(),
                field.notEndsWith());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
