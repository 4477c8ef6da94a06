package io.tamperwatch.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.PolicyType;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DetailsWriter} wrote. */
final class DetailsReader {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode details;

    DetailsReader(String details) {
        this.details = parse(details);
    }

    @Nullable
    String errorCode() {
        return string(details, "errorCode");
    }

    @Nullable
    String errorMessage() {
        return string(details, "errorMessage");
    }

    @Nullable
    Denial denial() {
        JsonNode denial = details.get("denial");
        if (denial == null) {
            return null;
        }
        String policyType = string(denial, "policyType");
        JsonNode explicit = denial.get("explicit");
        return new Denial(
                required(denial, "action"),
                required(denial, "principal"),
                string(denial, "resource"),
                policyType == null ? null : PolicyType.valueOf(policyType),
                explicit == null ? null : explicit.booleanValue());
    }

    Origin origin() {
        JsonNode origin = details.path("origin");
        return new Origin(string(origin, "sourceAddress"), string(origin, "userAgent"), flag(origin, "console"));
    }

    Target target() {
        JsonNode target = details.path("target");
        return new Target(
                required(target, "kind"),
                string(target, "userName"),
                string(target, "certificateId"),
                string(target, "providerArn"),
                string(target, "clientId"),
                string(target, "resource"));
    }

    static Actor actor(String text) {
        JsonNode actor = parse(text);
        return new Actor(
                required(actor, "type"),
                string(actor, "arn"),
                string(actor, "name"),
                string(actor, "accountId"),
                string(actor, "accessKeyId"),
                flag(actor, "mfa"),
                string(actor, "issuerArn"),
                string(actor, "invokedBy"),
                provenance(actor.get("provenance")));
    }

    private static @Nullable Provenance provenance(@Nullable JsonNode provenance) {
        if (provenance == null) {
            return null;
        }
        return new Provenance(
                string(provenance, "person"),
                string(provenance, "sessionName"),
                string(provenance, "sessionStartedAt"),
                string(provenance, "sourceIdentity"),
                string(provenance, "onBehalfOf"),
                string(provenance, "identityStoreArn"),
                string(provenance, "provider"),
                string(provenance, "subject"),
                string(provenance, "issuerType"),
                flag(provenance, "assumedRoot"));
    }

    static Assessment assessment(String text) {
        JsonNode assessment = parse(text);
        return new Assessment(
                list(assessment.path("detections"), JsonNode::textValue),
                Change.valueOf(required(assessment, "change")),
                list(assessment.path("signals"), DetailsReader::signal),
                list(assessment.path("scenarios"), DetailsReader::scenario));
    }

    private static Signal signal(JsonNode signal) {
        return new Signal(required(signal, "code"), signal.path("weight").intValue(), required(signal, "why"));
    }

    private static ScenarioFit scenario(JsonNode scenario) {
        return new ScenarioFit(
                required(scenario, "id"),
                required(scenario, "title"),
                Fit.valueOf(required(scenario, "fit")),
                required(scenario, "why"));
    }

    static List<HistoryEntry> history(String text) {
        return list(
                parse(text),
                entry -> new HistoryEntry(
                        Instant.parse(required(entry, "at")),
                        required(entry, "what"),
                        string(entry, "who"),
                        string(entry, "note")));
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("what the store holds is no JSON", e);
        }
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>(array.size());
        array.forEach(element -> items.add(item.apply(element)));
        return items;
    }

    private static @Nullable String string(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null ? null : value.textValue();
    }

    private static @Nullable Boolean flag(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null ? null : value.booleanValue();
    }

    private static String required(JsonNode object, String name) {
        return object.path(name).asText();
    }
}
