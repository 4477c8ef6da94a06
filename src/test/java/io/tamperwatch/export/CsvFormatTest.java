package io.tamperwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "=1+1>'=1+1",
                "+1>'+1",
                "-1>'-1",
                "@SUM(A1)>'@SUM(A1)",
                "  =1>  '=1",
                "\uFF1D1>'\uFF1D1",
                "a;=1>a;'=1",
                "a,=1>a,'=1",
                "say \"=1>say \"\"'=1",
                "a-b=c@d+e>a-b=c@d+e",
                "plain>plain"
            })
    void putsAnApostropheWhereverACellCouldBeginWithAFormula(String text, String field) {
        String inner = CsvField.of(text);
        assertThat(inner.substring(1, inner.length() - 1))
                .isEqualTo(field.replaceAll("^ +'", text.startsWith(" ") ? "  '" : "'"));
    }

    @Test
    void keepsLineBreaksAndGuardsTheBeginningOfEachLine() {
        assertThat(CsvField.of("first\r\n=2\r@3\n\t-4\rfive")).isEqualTo("\"first\n'=2\n'@3\n\t'-4\nfive\"");
        assertThat(CsvField.of("\t=1")).isEqualTo("\"\t'=1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u0000", "\u009b31m", "\u202e", "\u2028", "\ud800"})
    void showsWhatATerminalWouldObeyByItsNumber(String text) {
        assertThat(CsvField.of(text))
                .isEqualTo("\"\\u{" + Integer.toHexString(text.charAt(0)) + "}" + text.substring(1) + "\"");
    }

    @Test
    void hasAsManyFieldsInEachRowAsInItsHead() {
        CsvFormat csv = new CsvFormat();

        assertThat(Rows.of(csv.head() + csv.line(ExportSamples.hostile()) + csv.line(ExportSamples.bare())))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).hasSize(40));
    }

    @Test
    void tellsAFindingInARow() {
        CsvFormat csv = new CsvFormat();

        assertThat(csv.line(ExportSamples.plain())).isEqualTo("""
            "e-1","production","111122223333","us-east-1","2026-01-31T09:00:00Z","2026-01-31T09:04:12.345Z","high",\
            "acknowledged","denied","no-op","certificate-gone","certificate-gone","iam.amazonaws.com",\
            "DeleteSigningCertificate","AccessDenied","not allowed","IAMUser",\
            "arn:aws:iam::111122223333:user/alice","alice","111122223333","AKIAEXAMPLE","true","","","",\
            "203.0.113.7","aws-cli/2","false","signing-certificate","bob","CERT1","","","","no-mfa","intruder",\
            "2026-01-31T10:00:00Z","acknowledged","ruth","mine"\r
            """);
    }
}
