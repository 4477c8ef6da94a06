package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.watch.WatchReport;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every watch. */
@RegisterForReflection
@Schema(name = "Watches", description = "Every watch of this process.")
record WatchesBody(
        @Schema(description = "Ordered by account and Region.")
        List<WatchBody> items) {

    WatchesBody {
        items = List.copyOf(items);
    }

    static WatchesBody of(List<WatchReport> reports) {
        return new WatchesBody(reports.stream().map(WatchBody::of).toList());
    }
}
