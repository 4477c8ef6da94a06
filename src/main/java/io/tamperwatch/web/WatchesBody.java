package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.account.DiscoveryReport;
import io.tamperwatch.queue.QueueReport;
import io.tamperwatch.watch.AwsTime;
import io.tamperwatch.watch.WatchReport;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Every watch. */
@RegisterForReflection
@Schema(name = "Watches", description = "Every watch of this process.")
record WatchesBody(
        @Schema(description = "Ordered by account and Region.")
        List<WatchBody> items,

        @Schema(nullable = true, description = "Null when no organization is configured.") @Nullable
        DiscoveryBody discovery,

        @Schema(description = "The queues that announce events, by name; empty when none is configured.")
        List<QueueBody> queues,

        @Schema(nullable = true, description = "Null before AWS has answered this replica.") @Nullable
        ClockBody clock) {

    WatchesBody {
        items = List.copyOf(items);
        queues = List.copyOf(queues);
    }

    static WatchesBody of(
            List<WatchReport> reports,
            Optional<DiscoveryReport> discovery,
            List<QueueReport> queues,
            Optional<AwsTime.Comparison> clock) {
        return new WatchesBody(
                reports.stream().map(WatchBody::of).toList(),
                discovery.map(DiscoveryBody::of).orElse(null),
                queues.stream().map(QueueBody::of).toList(),
                clock.map(ClockBody::of).orElse(null));
    }
}
