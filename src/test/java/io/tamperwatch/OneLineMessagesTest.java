package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class OneLineMessagesTest {

    private final PatternFormatter formatter = new PatternFormatter("%p %s%e%n");

    @Test
    void keepsWhatSomebodyElseWroteOnItsLine() {
        var record = new ExtLogRecord(Level.INFO, "read name=%s", FormatStyle.PRINTF, "x");
        record.setParameters(new Object[] {"a\r\nINFO all is well\u001b[2J"});

        assertThat(new OneLineMessages().isLoggable(record)).isTrue();
        assertThat(formatter.format(record)).isEqualTo("INFO read name=a\\u000d\\u000aINFO all is well\\u001b[2J\n");
    }

    @Test
    void leavesOtherMessagesAndStackTracesAlone() {
        var record = new ExtLogRecord(Level.INFO, "100% of %d", FormatStyle.NO_FORMAT, "x");
        record.setThrown(new IllegalStateException("why"));

        assertThat(new OneLineMessages().isLoggable(record)).isTrue();
        assertThat(formatter.format(record)).startsWith("INFO 100% of %d: java.lang.IllegalStateException: why\n\tat ");
    }
}
