package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.watch.WatchReport;
import io.tamperwatch.watch.WatchReport.ReadingReport;
import io.tamperwatch.web.DetectionBody.PlaceBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectionBodyTest {

    private static final Detection DETECTION = Catalogue.builtIn().detections().getFirst();

    @Test
    void isReadWhereItIsReadNow() {
        List<WatchReport> watches =
                List.of(watch("eu-west-1", null), watch("eu-south-2", "the Region is not enabled any more"));

        assertThat(DetectionBody.of(DETECTION, watches).readIn())
                .containsExactly(new PlaceBody("production", "eu-west-1"));
    }

    private static WatchReport watch(String region, @Nullable String ended) {
        String name = DETECTION.eventNames().getFirst();
        return new WatchReport(
                "production",
                "111122223333",
                region,
                null,
                true,
                null,
                List.of(new ReadingReport("EventName", name, List.of(name), true, null, null)),
                List.of(),
                null,
                0,
                1,
                ended,
                null);
    }
}
