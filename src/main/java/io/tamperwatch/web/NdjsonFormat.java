package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.web.export.ExportFormat;
import io.tamperwatch.web.export.JsonLines;

/**
 * Findings as the API tells them, one a line.
 *
 * @param records whether with the records
 */
record NdjsonFormat(ObjectMapper json, boolean records) implements ExportFormat {

    static final String LABEL = "ndjson";

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
