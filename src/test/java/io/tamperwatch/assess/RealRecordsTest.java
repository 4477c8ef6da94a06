package io.tamperwatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Records of one's own, which never become part of the project: {@code -Drecords.file=<one JSON object a line>}. */
@EnabledIfSystemProperty(named = "records.file", matches = ".+")
class RealRecordsTest {

    private final ObjectMapper json = new ObjectMapper();
    private final Catalogue catalogue = Catalogue.builtIn();
    private final Detector detector = new Detector(catalogue);
    private final Assessor assessor = new Assessor(catalogue, AssessSettings.NONE);

    @Test
    void assessesEveryRecordAndAttributesItToItsCaller() throws IOException {
        int records = 0;
        int findings = 0;
        for (String line : Files.readAllLines(Path.of(System.getProperty("records.file")))) {
            JsonNode given = json.readTree(line);
            JsonNode recorded = given.has("record") ? given.get("record") : given;
            EventRecord record = ((Parsed) new EventRecordParser().parse(recorded.toString())).record();
            Actor actor = Actor.of(record);
            JsonNode identity = recorded.path("userIdentity");

            assertThat(actor.type()).isEqualTo(identity.path("type").asText("Unknown"));
            assertThat(actor.arn()).isEqualTo(identity.path("arn").textValue());
            assertThat(actor.name()).isNotBlank();
            JsonNode issuer = identity.at("/sessionContext/sessionIssuer");
            assertThat(actor.name())
                    .isEqualTo(issuer.path("userName")
                            .asText(identity.path("userName").asText()));
            assertThat(actor.issuerArn()).isEqualTo(issuer.path("arn").textValue());
            records++;
            findings += detector.detect(record, "given", null, record.eventTime()).stream()
                    .map(finding -> assessor.first(finding, Trace.of(finding), Surroundings.NONE)
                            .finding())
                    .peek(finding -> assertThat(finding.scenarios()).isNotEmpty())
                    .toList()
                    .size();
        }
        System.out.printf("%d records attributed, %d of them findings and assessed%n", records, findings);
        assertThat(records).isPositive();
    }
}
