package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.Signal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A signal as the API tells it. */
@RegisterForReflection
@Schema(name = "Signal", description = "A named observation that makes a finding graver or milder.")
record SignalBody(
        @Schema(description = "Stable name of the observation.")
        String code,

        @Schema(description = "Positive makes it graver, negative milder.")
        int weight,

        @Schema(description = "One sentence.") String why) {

    static SignalBody of(Signal signal) {
        return new SignalBody(signal.code(), signal.weight(), signal.why());
    }
}
