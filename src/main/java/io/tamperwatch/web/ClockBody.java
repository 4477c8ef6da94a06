package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.watch.AwsTime;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** This machine's clock beside AWS's, as the API tells it. */
@RegisterForReflection
@Schema(name = "Clock", description = "The clock of the replica that answers, beside the dates of AWS's answers.")
record ClockBody(
        @Schema(
                description =
                        "By how many seconds it is ahead of AWS's at least; negative when it is behind. Windows are"
                                + " read by this clock, and AWS refuses what is signed more than five minutes off.",
                examples = "0")
        long aheadSeconds,

        @Schema(description = "When the latest answer was compared.")
        Instant comparedAt) {

    static ClockBody of(AwsTime.Comparison compared) {
        return new ClockBody(compared.ahead().toSeconds(), compared.at());
    }
}
