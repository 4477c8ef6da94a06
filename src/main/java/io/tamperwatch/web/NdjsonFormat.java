package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tamperwatch.export.ExportFormat;
import io.tamperwatch.export.JsonLines;
import io.tamperwatch.finding.Finding;

/**
 * Findings as the API tells them, one a line.
 *
 * @param records whether with the records
 */
public record NdjsonFormat(ObjectMapper json, boolean records) implements ExportFormat {

    static final String LABEL = "ndjson";

    /** With the records, written as the API's own mapper writes, for a command that runs without it. */
    public static NdjsonFormat withRecords() {
        return new NdjsonFormat(
                JsonMapper.builder()
                        .addModule(new JavaTimeModule())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .build(),
                true);
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public String mediaType() {
        return JsonLines.MEDIA_TYPE;
    }

    @Override
    public String extension() {
        return "ndjson";
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String line(Finding finding) {
        try {
            String record = records ? RawRecord.asJson(finding.record(), json) : null;
            return JsonLines.of(json.writeValueAsString(FindingBody.withRecord(finding, record)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a finding is always JSON", e);
        }
    }
}
