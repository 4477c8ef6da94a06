package io.tamperwatch.export;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.catalogue.Technique;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Status;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Open Cybersecurity Schema Framework's class Detection Finding, profile cloud, one event a line. Who called what from
 * where is evidence; what the schema has no place for is under {@code unmapped}.
 */
public final class OcsfFormat implements ExportFormat {

    static final String SCHEMA_VERSION = "1.7.0";

    private static final int CLASS = 2004;

    /** What the finding's life amounts to, in the schema's numbers. */
    private enum Activity {
        CREATE(1),
        UPDATE(2),
        CLOSE(3);

        private final int id;

        Activity(int id) {
            this.id = id;
        }
    }

    /** Where the findings' events were read. */
    public enum Source {
        EVENT_HISTORY("CloudTrail event history"),
        LOG_FILES("CloudTrail log files");

        private final String words;

        Source(String words) {
            this.words = words;
        }
    }

    private final Catalogue catalogue;
    private final String version;
    private final Source source;

    public OcsfFormat(Catalogue catalogue, String version, Source source) {
        this.catalogue = catalogue;
        this.version = version;
        this.source = source;
    }

    @Override
    public String label() {
        return "ocsf";
    }

    @Override
    public String mediaType() {
        return JsonLines.MEDIA_TYPE;
    }

    @Override
    public String extension() {
        return "ocsf.ndjson";
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String line(Finding finding) {
        return JsonLines.of(event(finding).json());
    }

    private Members event(Finding finding) {
        Activity activity = activity(finding);
        HistoryEntry last =
                finding.history().isEmpty() ? null : finding.history().getLast();
        return new Members()
                .number("category_uid", 2)
                .text("category_name", "Findings")
                .number("class_uid", CLASS)
                .text("class_name", "Detection Finding")
                .number("activity_id", activity.id)
                .text("activity_name", caption(activity))
                .number("type_uid", CLASS * 100L + activity.id)
                .text("type_name", "Detection Finding: " + caption(activity))
                .number("severity_id", severity(finding.severity()))
                .text("severity", severityCaption(finding.severity()))
                .number("status_id", status(finding.status()))
                .text("status", statusCaption(finding.status()))
                .millis("time", finding.detectedAt())
                .millis("start_time", finding.occurredAt())
                .millis("end_time", finding.occurredAt())
                .text("message", message(finding))
                .text("comment", last == null ? null : last.note())
                .flag("is_alert", true)
                .object("metadata", metadata(finding))
                .object("finding_info", findingInfo(finding, last))
                .object("cloud", OcsfEvidence.cloud(finding))
                .object("api", OcsfEvidence.api(finding))
                .objects("evidences", List.of(OcsfEvidence.evidence(finding)))
                .objects("resources", OcsfEvidence.resources(finding))
                .object("remediation", remediation(finding))
                .object("unmapped", unmapped(finding));
    }

    private static Activity activity(Finding finding) {
        if (finding.status() == Status.RESOLVED) {
            return Activity.CLOSE;
        }
        return finding.history().size() > 1 || finding.status() != Status.OPEN ? Activity.UPDATE : Activity.CREATE;
    }

    private static String caption(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static int severity(Severity severity) {
        return switch (severity) {
            case INFO -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    private static String severityCaption(Severity severity) {
        return severity == Severity.INFO ? "Informational" : caption(severity);
    }

    private static int status(Status status) {
        return switch (status) {
            case OPEN -> 1;
            case ACKNOWLEDGED -> 2;
            case SUPPRESSED -> 3;
            case RESOLVED -> 4;
        };
    }

    private static String statusCaption(Status status) {
        return switch (status) {
            case OPEN -> "New";
            case ACKNOWLEDGED -> "In Progress";
            case SUPPRESSED, RESOLVED -> caption(status);
        };
    }

    private static String message(Finding finding) {
        String who = finding.actor().name() == null
                ? finding.actor().type()
                : finding.actor().name();
        return "%s by %s: %s"
                .formatted(finding.eventName(), who, finding.outcome().label());
    }

    private Members metadata(Finding finding) {
        return new Members()
                .text("version", SCHEMA_VERSION)
                .texts("profiles", List.of("cloud"))
                .object("product", product())
                .text("uid", finding.id())
                .text("event_code", finding.eventName())
                .text("log_name", source.words)
                .text("log_provider", finding.eventSource())
                .text("original_time", finding.occurredAt().toString());
    }

    private Members product() {
        return new Members()
                .text("name", "tamperwatch")
                .text("vendor_name", "tamperwatch")
                .text("version", version);
    }

    private Members findingInfo(Finding finding, @Nullable HistoryEntry last) {
        Detection detection = detection(finding.detection());
        return new Members()
                .text("uid", finding.id())
                .text("title", title(finding.detection()))
                .text("desc", detection == null ? null : detection.what())
                .texts("types", finding.detections())
                .millis("created_time", finding.detectedAt())
                .millis("first_seen_time", finding.occurredAt())
                .millis("last_seen_time", finding.occurredAt())
                .millis("modified_time", last == null ? finding.detectedAt() : last.at())
                .texts("data_sources", List.of("AWS " + source.words))
                .object("analytic", analytic(finding.detection()))
                .objects(
                        "related_analytics",
                        finding.detections().stream()
                                .filter(id -> !id.equals(finding.detection()))
                                .map(this::analytic)
                                .toList())
                .objects(
                        "attacks",
                        detection == null
                                ? List.of()
                                : detection.techniques().stream()
                                        .map(OcsfFormat::attack)
                                        .toList());
    }

    /** Null for one that is no longer in the catalogue. */
    private @Nullable Detection detection(String id) {
        return catalogue.byId(id).orElse(null);
    }

    private String title(String id) {
        Detection detection = detection(id);
        return detection == null ? id : detection.title();
    }

    private Members analytic(String id) {
        return new Members()
                .text("uid", id)
                .text("name", title(id))
                .number("type_id", 1)
                .text("type", "Rule");
    }

    private static Members attack(Technique technique) {
        int dot = technique.id().indexOf('.');
        Members named = new Members().text("uid", technique.id()).text("name", technique.name());
        if (dot < 0) {
            return new Members().object("technique", named);
        }
        return new Members()
                .object("technique", new Members().text("uid", technique.id().substring(0, dot)))
                .object("sub_technique", named);
    }

    private Members remediation(Finding finding) {
        Detection detection = detection(finding.detection());
        return new Members()
                .text(
                        "desc",
                        detection == null
                                ? null
                                : detection.remedies().stream()
                                        .map(remedy -> caption(remedy.purpose()) + ": " + remedy.title())
                                        .collect(Collectors.joining("\n")));
    }

    private static Members unmapped(Finding finding) {
        return new Members()
                .text("account", finding.account())
                .text("outcome", finding.outcome().label())
                .text("change", finding.change().label())
                .objects(
                        "signals",
                        finding.signals().stream().map(OcsfFormat::signal).toList())
                .objects(
                        "scenarios",
                        finding.scenarios().stream().map(OcsfFormat::scenario).toList());
    }

    private static Members signal(Signal signal) {
        return new Members()
                .text("code", signal.code())
                .number("weight", signal.weight())
                .text("why", signal.why());
    }

    private static Members scenario(ScenarioFit scenario) {
        return new Members()
                .text("id", scenario.id())
                .text("fit", scenario.fit().label())
                .text("why", scenario.why());
    }
}
