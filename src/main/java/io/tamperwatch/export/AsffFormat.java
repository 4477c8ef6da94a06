package io.tamperwatch.export;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AWS Security Finding Format, one finding a line, as BatchImportFindings of Security Hub takes up to a hundred of.
 * The product's ARN is that of the default product of the finding's own account and Region, where it has to be imported.
 */
public final class AsffFormat implements ExportFormat {

    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_DESCRIPTION = 1_024;
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_FIELD = 1_024;

    /** An id that is none, where neither the record nor AWS has said which account it is: the import refuses it. */
    private static final String NO_ACCOUNT = "000000000000";

    private static final String TYPE = "Unusual Behaviors/User";

    private final Catalogue catalogue;

    public AsffFormat(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String label() {
        return "asff";
    }

    @Override
    public String mediaType() {
        return JsonLines.MEDIA_TYPE;
    }

    @Override
    public String extension() {
        return "asff.ndjson";
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String line(Finding finding) {
        return JsonLines.of(asff(finding).json());
    }

    private Members asff(Finding finding) {
        String account = finding.accountId() == null ? NO_ACCOUNT : finding.accountId();
        String partition = AwsNames.partition(finding.region());
        Detection detection = catalogue.byId(finding.detection()).orElse(null);
        return new Members()
                .text("SchemaVersion", "2018-10-08")
                .text("Id", account + "/" + finding.region() + "/" + finding.id(), LONGEST_ID)
                .text(
                        "ProductArn",
                        "arn:%s:securityhub:%s:%s:product/%s/default"
                                .formatted(partition, finding.region(), account, account))
                .text("ProductName", "tamperwatch")
                .text("CompanyName", "tamperwatch")
                .text("GeneratorId", finding.detection())
                .text("AwsAccountId", account)
                .text("Region", finding.region())
                .texts("Types", List.of(TYPE))
                .text("FirstObservedAt", finding.occurredAt().toString())
                .text("LastObservedAt", finding.occurredAt().toString())
                .text("CreatedAt", finding.detectedAt().toString())
                .text("UpdatedAt", updated(finding).toString())
                .object("Severity", severity(finding.severity()))
                .text("Title", title(finding, detection), LONGEST_TITLE)
                .text("Description", description(finding, detection), LONGEST_DESCRIPTION)
                .text("RecordState", isOver(finding.status()) ? "ARCHIVED" : "ACTIVE")
                .objects("Resources", resources(finding, account, partition))
                .object("Action", action(finding))
                .object("ProductFields", productFields(finding))
                .object(
                        "FindingProviderFields",
                        new Members()
                                .object("Severity", severity(finding.severity()))
                                .texts("Types", List.of(TYPE)));
    }

    private static Instant updated(Finding finding) {
        return finding.history().isEmpty()
                ? finding.detectedAt()
                : finding.history().getLast().at();
    }

    private static boolean isOver(Status status) {
        return switch (status) {
            case OPEN, ACKNOWLEDGED -> false;
            case RESOLVED, SUPPRESSED -> true;
        };
    }

    private static Members severity(Severity severity) {
        String label = severity == Severity.INFO ? "INFORMATIONAL" : severity.name();
        return new Members().text("Label", label).text("Original", severity.label());
    }

    private static String title(Finding finding, @Nullable Detection detection) {
        return detection == null ? finding.detection() : detection.title();
    }

    private static String description(Finding finding, @Nullable Detection detection) {
        String what = "%s by %s: %s."
                .formatted(
                        finding.eventName(),
                        who(finding.actor()),
                        finding.outcome().label());
        return detection == null ? what : what + " " + detection.what();
    }

    /** Of whom hardly anything is known, there is at least the type. */
    private static String who(Actor actor) {
        return actor.name() == null ? actor.type() : actor.name() + " (" + actor.type() + ")";
    }

    private static List<Members> resources(Finding finding, String account, String partition) {
        List<Members> resources = new ArrayList<>();
        resources.add(resource("AwsAccount", "AWS::::Account:" + account, finding.region(), partition));
        String user = finding.target().userName();
        if (user != null) {
            String arn = "arn:%s:iam::%s:user/%s".formatted(partition, account, user);
            resources.add(resource("AwsIamUser", arn, finding.region(), partition));
        }
        other(finding.target().providerArn(), finding, partition, resources);
        other(finding.target().certificateId(), finding, partition, resources);
        other(finding.target().resource(), finding, partition, resources);
        return resources;
    }

    private static void other(@Nullable String id, Finding finding, String partition, List<Members> resources) {
        if (id != null && !id.isBlank()) {
            resources.add(resource("Other", id, finding.region(), partition));
        }
    }

    private static Members resource(String type, String id, String region, String partition) {
        return new Members()
                .text("Type", type)
                .text("Id", id, LONGEST_ID)
                .text("Partition", partition)
                .text("Region", region);
    }

    private static Members action(Finding finding) {
        String source = finding.origin().sourceAddress();
        Members call = new Members()
                .text("Api", finding.eventName())
                .text("ServiceName", finding.eventSource())
                .text("FirstSeen", finding.occurredAt().toString())
                .text("LastSeen", finding.occurredAt().toString());
        if (AwsNames.isIpv4(source)) {
            call.text("CallerType", "remoteIp").object("RemoteIpDetails", new Members().text("IpAddressV4", source));
        } else if (source != null) {
            call.text("CallerType", "domain").object("DomainDetails", new Members().text("Domain", source));
        }
        return new Members().text("ActionType", "AWS_API_CALL").object("AwsApiCallAction", call);
    }

    private static Members productFields(Finding finding) {
        HistoryEntry last =
                finding.history().isEmpty() ? null : finding.history().getLast();
        Members fields = new Members();
        field(fields, "EventId", finding.id());
        field(fields, "Account", finding.account());
        field(fields, "Status", finding.status().label());
        field(fields, "Outcome", finding.outcome().label());
        field(fields, "Change", finding.change().label());
        field(fields, "ErrorCode", finding.errorCode());
        field(fields, "ActorArn", finding.actor().arn());
        field(fields, "ActorAccessKeyId", finding.actor().accessKeyId());
        field(fields, "UserAgent", finding.origin().userAgent());
        field(fields, "Note", last == null ? null : last.note());
        finding.signals().forEach(signal -> field(fields, "Signal/" + signal.code(), signal.why()));
        return fields;
    }

    private static void field(Members fields, String name, @Nullable String value) {
        fields.text("tamperwatch/" + name, value, LONGEST_FIELD);
    }
}
