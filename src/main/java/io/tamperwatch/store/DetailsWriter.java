package io.tamperwatch.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.PolicyType;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Target;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a finding nobody filters by, as JSON text. Written member by member, since this is done for every finding
 * that comes in. Everything outside ASCII is escaped, so any text comes back exactly as it went in, on any database.
 * {@link DetailsReader} reads it.
 */
final class DetailsWriter {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private DetailsWriter() {}

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** What is particular to one finding. */
    static String details(Finding finding) {
        return text(300, json -> {
            json.writeStartObject();
            string(json, "errorCode", finding.errorCode());
            string(json, "errorMessage", finding.errorMessage());
            denial(json, finding.denial());
            origin(json, finding.origin());
            target(json, finding.target());
            json.writeEndObject();
        });
    }

    static String assessment(Assessment assessment) {
        return text(1_000, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("detections");
            for (String detection : assessment.detections()) {
                json.writeString(detection);
            }
            json.writeEndArray();
            json.writeStringField("change", assessment.change().name());
            signals(json, assessment.signals());
            scenarios(json, assessment.scenarios());
            json.writeEndObject();
        });
    }

    static String actor(Actor actor) {
        return text(300, json -> {
            json.writeStartObject();
            json.writeStringField("type", actor.type());
            string(json, "arn", actor.arn());
            string(json, "name", actor.name());
            string(json, "accountId", actor.accountId());
            string(json, "accessKeyId", actor.accessKeyId());
            flag(json, "mfa", actor.mfa());
            string(json, "issuerArn", actor.issuerArn());
            string(json, "invokedBy", actor.invokedBy());
            if (actor.provenance() != null) {
                provenance(json, actor.provenance());
            }
            json.writeEndObject();
        });
    }

    private static void denial(JsonGenerator json, @Nullable Denial denial) throws IOException {
        if (denial == null) {
            return;
        }
        json.writeObjectFieldStart("denial");
        json.writeStringField("action", denial.action());
        json.writeStringField("principal", denial.principal());
        string(json, "resource", denial.resource());
        PolicyType policyType = denial.policyType();
        string(json, "policyType", policyType == null ? null : policyType.name());
        Boolean explicit = denial.explicit();
        if (explicit != null) {
            json.writeBooleanField("explicit", explicit);
        }
        json.writeEndObject();
    }

    private static void provenance(JsonGenerator json, Provenance provenance) throws IOException {
        json.writeObjectFieldStart("provenance");
        string(json, "person", provenance.person());
        string(json, "sessionName", provenance.sessionName());
        string(json, "sessionStartedAt", provenance.sessionStartedAt());
        string(json, "sourceIdentity", provenance.sourceIdentity());
        string(json, "onBehalfOf", provenance.onBehalfOf());
        string(json, "identityStoreArn", provenance.identityStoreArn());
        string(json, "provider", provenance.provider());
        string(json, "subject", provenance.subject());
        string(json, "issuerType", provenance.issuerType());
        flag(json, "assumedRoot", provenance.assumedRoot());
        json.writeEndObject();
    }

    private static void origin(JsonGenerator json, Origin origin) throws IOException {
        json.writeObjectFieldStart("origin");
        string(json, "sourceAddress", origin.sourceAddress());
        string(json, "userAgent", origin.userAgent());
        flag(json, "console", origin.console());
        json.writeEndObject();
    }

    private static void target(JsonGenerator json, Target target) throws IOException {
        json.writeObjectFieldStart("target");
        json.writeStringField("kind", target.kind());
        string(json, "userName", target.userName());
        string(json, "certificateId", target.certificateId());
        string(json, "providerArn", target.providerArn());
        string(json, "clientId", target.clientId());
        string(json, "resource", target.resource());
        json.writeEndObject();
    }

    private static void signals(JsonGenerator json, List<Signal> signals) throws IOException {
        json.writeArrayFieldStart("signals");
        for (Signal signal : signals) {
            json.writeStartObject();
            json.writeStringField("code", signal.code());
            json.writeNumberField("weight", signal.weight());
            json.writeStringField("why", signal.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void scenarios(JsonGenerator json, List<ScenarioFit> scenarios) throws IOException {
        json.writeArrayFieldStart("scenarios");
        for (ScenarioFit scenario : scenarios) {
            json.writeStartObject();
            json.writeStringField("id", scenario.id());
            json.writeStringField("title", scenario.title());
            json.writeStringField("fit", scenario.fit().name());
            json.writeStringField("why", scenario.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static String history(List<HistoryEntry> history) {
        return text(100, json -> {
            json.writeStartArray();
            for (HistoryEntry entry : history) {
                json.writeStartObject();
                json.writeStringField("at", entry.at().toString());
                json.writeStringField("what", entry.what());
                string(json, "who", entry.who());
                string(json, "note", entry.note());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void string(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void flag(JsonGenerator json, String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    private static String text(int expectedLength, Content content) {
        StringWriter writer = new StringWriter(expectedLength);
        try (JsonGenerator json = FACTORY.createGenerator(writer)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString();
    }
}
