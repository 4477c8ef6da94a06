package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawRecordTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void passesARecordOnAsItCame() {
        String record = " {\"a\" : 1.0, \"b\":[null]}\n";

        assertThat(RawRecord.asJson(record, json)).isSameAs(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}}",
                "{} , \"status\": \"resolved\"",
                "null, \"x\": 1",
                "{\"a\":1,\"a\":2}",
                "{\"a\":'b'}",
                "// comment\n{}",
                "]",
                "{\"a\":\"\n\"}"
            })
    void quotesWhateverCouldEndTheMemberItStandsIn(String text) throws Exception {
        String member = "{\"record\":" + RawRecord.asJson(text, json) + "}";

        assertThat(json.readTree(member).get("record").textValue()).isEqualTo(text);
        assertThat(json.readTree(member)).hasSize(1);
    }
}
