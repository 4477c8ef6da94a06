package io.tamperwatch.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.catalogue.ComplianceReference;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Routine;
import io.tamperwatch.catalogue.Scenario;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.catalogue.Technique;
import io.tamperwatch.watch.WatchReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A detection as the API tells it. */
@RegisterForReflection
@Schema(name = "Detection", description = "A catalogue rule: which events make findings, and what to tell about them.")
record DetectionBody(
        @Schema(description = "Never reused.", examples = "signing-certificate-deleted")
        String id,

        @Schema(description = "A few words.") String title,

        @Schema(description = "The AWS service.", examples = "iam.amazonaws.com")
        String eventSource,

        @Schema(description = "The API calls.", examples = "[\"DeleteSigningCertificate\"]")
        List<String> eventNames,

        @Schema(
                description =
                        "Whether the events are recorded in the partition's home Region or where the call was made.",
                enumeration = {"global", "regional"})
        String scope,

        @Schema(description = "Which accounts and Regions it is read in.")
        List<PlaceBody> readIn,

        @Schema(description = "Read in every poll, whatever the budget.")
        boolean target,

        @Schema(description = "Read to understand others; makes no finding of its own.")
        boolean context,

        @Schema(description = "Findings are counted and shown but never alert.")
        boolean dryRun,

        @Schema(description = "The call succeeds although there was nothing to change, so success proves nothing.")
        boolean idempotent,

        @Schema(
                description = "Of a call that succeeded.",
                enumeration = {"critical", "high", "medium", "low", "info"})
        String severity,

        @Schema(
                description = "Of a call that was not allowed.",
                enumeration = {"critical", "high", "medium", "low", "info"})
        String severityWhenDenied,

        @Schema(
                description = "Of a call that failed for another reason.",
                enumeration = {"critical", "high", "medium", "low", "info"})
        String severityWhenFailed,

        @Schema(description = "What the event is.") String what,
        @Schema(description = "Why it is watched.") String why,

        @Schema(description = "What the call is aimed at.", examples = "signing-certificate")
        String targetKind,

        @Schema(
                description =
                        "Members of a finding's target, each with the request parameter that holds it, or with the"
                                + " member of the answer, then beginning with responseElements.")
        Map<String, String> targetFields,

        @Schema(
                description =
                        "Request parameters, each with the values that make a finding. A call without the parameter,"
                                + " or whose request is not recorded, makes one too.")
        Map<String, List<String>> onlyWhen,

        @Schema(description = "How it can have come about, or what harm it can do.")
        List<ScenarioBody> scenarios,

        @Schema(description = "Techniques of MITRE ATT&CK that calls of this kind serve.")
        List<TechniqueBody> techniques,

        @Schema(description = "Events that undo the harm.", examples = "[\"UploadSigningCertificate\"]")
        List<String> repairedBy,

        @Schema(description = "Ordinary work the event can be part of.")
        List<RoutineBody> routines,

        @Schema(description = "Controls of standards that speak of exactly such an event.")
        List<ComplianceBody> compliance,

        @Schema(description = "The runbook, in the order a responder takes it.")
        List<RemedyBody> remedies) {

    static DetectionBody of(Detection detection, List<WatchReport> watches) {
        return new DetectionBody(
                detection.id(),
                detection.title(),
                detection.eventSource(),
                detection.eventNames(),
                detection.scope().name().toLowerCase(Locale.ROOT),
                PlaceBody.of(detection, watches),
                detection.target(),
                detection.context(),
                detection.dryRun(),
                detection.idempotent(),
                detection.severity().label(),
                detection.severityWhenDenied().label(),
                detection.severityWhenFailed().label(),
                detection.what(),
                detection.why(),
                detection.targetKind(),
                new TreeMap<>(detection.targetFields()),
                new TreeMap<>(detection.onlyWhen()),
                detection.scenarios().stream().map(ScenarioBody::of).toList(),
                detection.techniques().stream().map(TechniqueBody::of).toList(),
                detection.repairedBy(),
                detection.routines().stream().map(RoutineBody::of).toList(),
                detection.compliance().stream().map(ComplianceBody::of).toList(),
                detection.remedies().stream().map(RemedyBody::of).toList());
    }

    /** An account and Region a detection is read in. */
    @RegisterForReflection
    @Schema(name = "Place", description = "An account and Region the detection's events are read in.")
    record PlaceBody(
            @Schema(description = "The account's name in the configuration.", examples = "production")
            String account,

            @Schema(description = "The Region polled.", examples = "us-east-1")
            String region) {

        static List<PlaceBody> of(Detection detection, List<WatchReport> watches) {
            return watches.stream()
                    .filter(watch -> watch.ended() == null)
                    .filter(watch -> watch.readings().stream()
                            .anyMatch(reading -> reading.names().stream().anyMatch(detection.eventNames()::contains)))
                    .map(watch -> new PlaceBody(watch.account(), watch.region()))
                    .toList();
        }
    }

    /** A scenario as the API tells it. */
    @RegisterForReflection
    @Schema(name = "Scenario", description = "One way an event can have come about, or one harm it can do.")
    record ScenarioBody(
            @Schema(description = "Unique within its detection, never reused.")
            String id,

            @Schema(description = "A few words.") String title,

            @Schema(description = "Plain words for whoever is on call.")
            String explanation,

            @Schema(description = "Codes of signals that speak for it.", examples = "[\"no-mfa\"]")
            List<String> likelyWith,

            @Schema(description = "Codes of signals that speak against it.", examples = "[\"expected-actor\"]")
            List<String> unlikelyWith) {

        static ScenarioBody of(Scenario scenario) {
            return new ScenarioBody(
                    scenario.id(),
                    scenario.title(),
                    scenario.explanation(),
                    scenario.likelyWith().stream().map(SignalCode::label).toList(),
                    scenario.unlikelyWith().stream().map(SignalCode::label).toList());
        }
    }

    /** A technique as the API tells it. */
    @RegisterForReflection
    @Schema(name = "Technique", description = "A technique of MITRE ATT&CK.")
    record TechniqueBody(
            @Schema(description = "As ATT&CK numbers it.", examples = "T1531")
            String id,

            @Schema(description = "As ATT&CK names it.", examples = "Account Access Removal")
            String name) {

        static TechniqueBody of(Technique technique) {
            return new TechniqueBody(technique.id(), technique.name());
        }
    }

    /** A routine as the API tells it. */
    @RegisterForReflection
    @Schema(
            name = "Routine",
            description =
                    "Ordinary work: one of the events in before came first, or one of those in after followed, alike in"
                            + " everything that same names.")
    record RoutineBody(
            @Schema(description = "Unique within its detection, never reused.")
            String id,

            @Schema(description = "A few words.") String title,
            @Schema(description = "What the work is.") String why,

            @Schema(description = "Events, one of which came first.")
            List<String> before,

            @Schema(description = "Events, one of which followed.")
            List<String> after,

            @Schema(
                    description = "What the events have in common: session, user-name or provider-arn.",
                    examples = "[\"session\", \"user-name\"]")
            List<String> same,

            @Schema(description = "How far apart they may be, as in ISO 8601.", examples = "PT15M")
            String within) {

        static RoutineBody of(Routine routine) {
            return new RoutineBody(
                    routine.id(),
                    routine.title(),
                    routine.why(),
                    routine.before(),
                    routine.after(),
                    routine.same().stream().sorted().map(Routine.Same::label).toList(),
                    routine.within().toString());
        }
    }

    /** A compliance reference as the API tells it. */
    @RegisterForReflection
    @Schema(name = "ComplianceReference", description = "A control of a standard that speaks of exactly such an event.")
    record ComplianceBody(
            @Schema(description = "With its version.", examples = "PCI DSS 4.0.1")
            String standard,

            @Schema(description = "As the standard numbers it.", examples = "10.2.1.5")
            String control,

            @Schema(description = "What the control demands, and how the event bears on it.")
            String why) {

        static ComplianceBody of(ComplianceReference reference) {
            return new ComplianceBody(reference.standard(), reference.control(), reference.why());
        }
    }

    /** A remedy as the API tells it. */
    @RegisterForReflection
    @Schema(name = "Remedy", description = "One way back or one way to prevent the next event, by three routes.")
    record RemedyBody(
            @Schema(description = "Unique in the catalogue, never reused.")
            String id,

            @Schema(description = "A few words.") String title,

            @Schema(
                    description = "Where it stands in the runbook's order.",
                    enumeration = {"contain", "undo", "verify", "prevent"})
            String purpose,

            @Schema(description = "What it achieves, and what it does not.")
            String why,

            @Schema(description = "Steps in the AWS console.")
            List<String> console,

            @Schema(description = "AWS CLI commands.") String cli,
            @Schema(description = "A boto3 fragment.") String python) {

        static RemedyBody of(Remedy remedy) {
            return new RemedyBody(
                    remedy.id(),
                    remedy.title(),
                    remedy.purpose().name().toLowerCase(Locale.ROOT),
                    remedy.why(),
                    remedy.console(),
                    remedy.cli(),
                    remedy.python());
        }
    }
}
