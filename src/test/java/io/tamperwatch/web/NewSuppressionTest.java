package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.Suppression;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewSuppressionTest {

    @Test
    void itsTimesAreWhatTheStoreKeeps() {
        Suppression read = NewSuppression.read(
                """
                {"actor": "arn:aws:iam::111122223333:role/ci-*", "reason": "migration",
                 "expiresAt": "2026-02-01T00:00:00.123456789Z"}
                """,
                new ObjectMapper(),
                Catalogue.builtIn(),
                "on-call",
                Instant.parse("2026-01-31T10:00:00.987654321Z"));

        assertThat(read.createdAt()).isEqualTo(Instant.parse("2026-01-31T10:00:00.987Z"));
        assertThat(read.expiresAt()).isEqualTo(Instant.parse("2026-02-01T00:00:00.123Z"));
    }
}
