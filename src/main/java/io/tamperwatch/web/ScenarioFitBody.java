package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.finding.ScenarioFit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A scenario held against a finding, as the API tells it. */
@RegisterForReflection
@Schema(name = "ScenarioFit", description = "A scenario of the catalogue held against this finding.")
record ScenarioFitBody(
        @Schema(description = "The scenario's id, see /catalogue.")
        String id,

        @Schema(description = "The scenario in a few words.")
        String title,

        @Schema(
                description = "How well it explains the finding.",
                enumeration = {"likely", "possible", "unlikely"})
        String fit,

        @Schema(description = "Why it fits so.") String why) {

    static ScenarioFitBody of(ScenarioFit fit) {
        return new ScenarioFitBody(fit.id(), fit.title(), fit.fit().label(), fit.why());
    }
}
