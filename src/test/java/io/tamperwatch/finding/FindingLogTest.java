package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingLogTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger("io.tamperwatch.finding");
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(ExtLogRecord.wrap(record).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(collector);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(collector);
        logger.setUseParentHandlers(true);
    }

    @Test
    void saysWhoDidWhatOnOneLineWhateverTheyCallThemselves() {
        new FindingLog().stored(List.of(TestingFinding.of("e-1", "eve\nERROR forged=\"yes\"\u202e")), NOW);
        assertThat(lines)
                .containsExactly("finding id=\"e-1\" detection=iam-signing-certificate-deleted severity=high"
                        + " outcome=succeeded change=changed account=default occurredAt=2026-03-10T12:00:00Z"
                        + " actor=\"eve\\u{a}ERROR forged=\\\"yes\\\"\\u{202e}\" from=\"192.0.2.7\"");
    }

    @Test
    void cutsAFloodOffAndSaysHowMuchItLeftOut() {
        FindingLog log = new FindingLog();
        log.stored(Collections.nCopies(FindingLog.MOST_A_MINUTE + 40, TestingFinding.of("e-1", "eve")), NOW);
        assertThat(lines).hasSize(FindingLog.MOST_A_MINUTE);
        log.stored(List.of(TestingFinding.of("e-1", "eve")), NOW.plusSeconds(61));
        assertThat(lines)
                .hasSize(FindingLog.MOST_A_MINUTE + 2)
                .contains("more findings than were logged one by one count=40");
    }
}
