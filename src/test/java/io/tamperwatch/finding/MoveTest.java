package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACKNOWLEDGE | ACKNOWLEDGED | acknowledged | OPEN",
                "RESOLVE     | RESOLVED     | resolved     | OPEN ACKNOWLEDGED SUPPRESSED",
                "REOPEN      | OPEN         | reopened     | ACKNOWLEDGED RESOLVED SUPPRESSED",
                "SUPPRESS    | SUPPRESSED   | suppressed   | OPEN ACKNOWLEDGED"
            })
    void leadsFromSomePlacesToOne(Move move, Status to, String done, String from) {
        assertThat(move.to()).isEqualTo(to);
        assertThat(move.done()).isEqualTo(done);
        assertThat(Arrays.stream(Status.values()).filter(move::isLegalFrom).map(Status::name))
                .containsExactly(from.split(" "));
    }
}
