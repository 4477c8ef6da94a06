package io.tamperwatch.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.finding.Finding;
import java.util.List;

/** The catalogue that comes with the product, and findings as the API writes them. */
final class TestingDetections {

    /** Set up as Quarkus does it. */
    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private TestingDetections() {}

    static Detector detector() {
        return new Detector(CATALOGUE);
    }

    static List<String> ids() {
        return CATALOGUE.detections().stream()
                .filter(detection -> !detection.context())
                .map(Detection::id)
                .toList();
    }

    /** Written and read again, so that what is compared is what a caller of the API receives. */
    static JsonNode json(Finding finding) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(finding));
    }
}
