package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.remediation.Remediation;
import io.tamperwatch.remediation.Step;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A remediation as the API tells it. */
@RegisterForReflection
@Schema(
        name = "Remediation",
        description = "What to do about one finding, in order: contain, undo, verify, prevent. The finding's own names"
                + " are in it, quoted for each route.")
record RemediationBody(
        @Schema(description = "The CloudTrail event id.", examples = "0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11")
        String findingId,

        @Schema(
                nullable = true,
                description = "The account in which the steps apply; null when the finding does not say.",
                examples = "111122223333")
        @Nullable
        String accountId,

        @Schema(description = "Whether the event looks meant. To be read before anything is undone.")
        LooksBody looks,

        @Schema(
                nullable = true,
                description = "Why there is nothing to undo; null when there may be something.",
                examples = "The call was denied: it changed nothing, and there is nothing to undo.")
        @Nullable
        String nothingToUndo,

        @Schema(description = "What has to be known before the first step.")
        List<String> notes,

        @Schema(description = "The steps that fit this finding, in the order in which they are taken.")
        List<StepBody> steps) {

    static RemediationBody of(Remediation remediation) {
        return new RemediationBody(
                remediation.findingId(),
                remediation.accountId(),
                new LooksBody(remediation.looks().label(), remediation.looks().sentence()),
                remediation.nothingToUndo(),
                remediation.notes(),
                remediation.steps().stream().map(StepBody::of).toList());
    }

    /** Whether an event looks meant. */
    @RegisterForReflection
    @Schema(name = "Looks", description = "Whether an event looks meant, from its signals.")
    record LooksBody(
            @Schema(
                    description = "The kind.",
                    enumeration = {"routine", "expected", "suspicious", "standing", "unclear"})
            String kind,

            @Schema(description = "In words.") String sentence) {}

    /** One step. */
    @RegisterForReflection
    @Schema(name = "RemediationStep", description = "One step by three routes.")
    record StepBody(
            @Schema(
                    description = "The remedy's id in the catalogue; names the step on a script's command line.",
                    examples = "upload-signing-certificate")
            String id,

            @Schema(description = "A few words.") String title,

            @Schema(
                    description = "Where it stands in the order.",
                    enumeration = {"contain", "undo", "verify", "prevent"})
            String purpose,

            @Schema(description = "What it achieves, and what it does not.")
            String why,

            @Schema(description = "Whether it changes something in the account.")
            boolean changes,

            @Schema(nullable = true, description = "What stays different afterwards.") @Nullable
            String notUndone,

            @Schema(nullable = true, description = "How to take the step back.") @Nullable
            String rollback,

            @Schema(description = "Values that nobody knows but whoever runs the commands.")
            List<MissingBody> missing,

            @Schema(description = "Steps in the AWS console.")
            List<String> console,

            @Schema(
                    description = "Bash: the values, then AWS CLI commands. The whole script, which asks before it"
                            + " changes anything, is format=cli.")
            String cli,

            @Schema(description = "Python: the values, then boto3 calls. The whole program is format=python.")
            String python) {

        static StepBody of(Step step) {
            return new StepBody(
                    step.id(),
                    step.title(),
                    step.purpose().name().toLowerCase(Locale.ROOT),
                    step.why(),
                    step.changes(),
                    step.notUndone(),
                    step.rollback(),
                    step.missing().stream()
                            .map(one -> new MissingBody(one.name(), one.need()))
                            .toList(),
                    step.console(),
                    step.cli(),
                    step.python());
        }
    }

    /** A value to be provided. */
    @RegisterForReflection
    @Schema(name = "MissingValue", description = "A value that has to be provided to a script.")
    record MissingBody(
            @Schema(description = "The variable, for --set and --file.", examples = "CERTIFICATE_BODY")
            String name,

            @Schema(description = "What it is and where to find it.")
            String need) {}
}
