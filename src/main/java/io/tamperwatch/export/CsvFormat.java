package io.tamperwatch.export;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as RFC 4180 describes it, one finding a row. Columns are added at the end and never change their meaning. */
public final class CsvFormat implements ExportFormat {

    private final Map<String, Function<Finding, @Nullable Object>> columns = new LinkedHashMap<>();

    public CsvFormat() {
        aboutTheFinding();
        columns.put("eventSource", Finding::eventSource);
        columns.put("eventName", Finding::eventName);
        columns.put("errorCode", Finding::errorCode);
        columns.put("errorMessage", Finding::errorMessage);
        actor("actorType", Actor::type);
        actor("actorArn", Actor::arn);
        actor("actorName", Actor::name);
        actor("actorAccountId", Actor::accountId);
        actor("actorAccessKeyId", Actor::accessKeyId);
        actor("actorMfa", Actor::mfa);
        actor("actorIssuerArn", Actor::issuerArn);
        actor("actorInvokedBy", Actor::invokedBy);
        actor("actorPerson", actor -> actor.origins().person());
        columns.put("sourceAddress", finding -> finding.origin().sourceAddress());
        columns.put("userAgent", finding -> finding.origin().userAgent());
        columns.put("console", finding -> finding.origin().console());
        target("targetKind", Target::kind);
        target("targetUserName", Target::userName);
        target("targetCertificateId", Target::certificateId);
        target("targetProviderArn", Target::providerArn);
        target("targetClientId", Target::clientId);
        target("targetResource", Target::resource);
        whatBecameOfIt();
    }

    private void aboutTheFinding() {
        columns.put("id", Finding::id);
        columns.put("account", Finding::account);
        columns.put("accountId", Finding::accountId);
        columns.put("region", Finding::region);
        columns.put("occurredAt", Finding::occurredAt);
        columns.put("detectedAt", Finding::detectedAt);
        columns.put("severity", finding -> finding.severity().label());
        columns.put("status", finding -> finding.status().label());
        columns.put("outcome", finding -> finding.outcome().label());
        columns.put("change", finding -> finding.change().label());
        columns.put("detection", Finding::detection);
        columns.put("detections", finding -> String.join(" ", finding.detections()));
    }

    private void whatBecameOfIt() {
        columns.put(
                "signals",
                finding -> finding.signals().stream().map(Signal::code).collect(Collectors.joining(" ")));
        columns.put(
                "scenarios",
                finding -> finding.scenarios().stream().map(ScenarioFit::id).collect(Collectors.joining(" ")));
        columns.put("lastChangeAt", last(HistoryEntry::at));
        columns.put("lastChange", last(HistoryEntry::what));
        columns.put("lastChangeBy", last(HistoryEntry::who));
        columns.put("lastNote", last(HistoryEntry::note));
    }

    private void actor(String name, Function<Actor, @Nullable Object> value) {
        columns.put(name, finding -> value.apply(finding.actor()));
    }

    private void target(String name, Function<Target, @Nullable Object> value) {
        columns.put(name, finding -> value.apply(finding.target()));
    }

    private static Function<Finding, @Nullable Object> last(Function<HistoryEntry, @Nullable Object> value) {
        return finding -> finding.history().isEmpty()
                ? null
                : value.apply(finding.history().getLast());
    }

    @Override
    public String label() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv;charset=UTF-8;header=present";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public String head() {
        return row(new ArrayList<>(columns.keySet()));
    }

    @Override
    public String line(Finding finding) {
        return row(columns.values().stream()
                .map(column -> Objects.toString(column.apply(finding), ""))
                .toList());
    }

    private static String row(List<String> fields) {
        return fields.stream().map(CsvField::of).collect(Collectors.joining(",", "", "\r\n"));
    }
}
