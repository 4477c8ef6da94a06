package io.tamperwatch;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps a message on its line where logs are plain text, so that text somebody else wrote can neither look like a log
 * line of ours nor steer a terminal. Whoever logs such text escapes it; this is for when that was forgotten.
 */
@LoggingFilter(name = "one-line")
final class OneLineMessages implements Filter {

    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord record) {
        ExtLogRecord message = ExtLogRecord.wrap(record);
        String text = MESSAGE.format(message);
        if (text.chars().anyMatch(Character::isISOControl)) {
            message.setMessage(escaped(text), ExtLogRecord.FormatStyle.NO_FORMAT);
        }
        return true;
    }

    private static String escaped(String text) {
        return text.codePoints()
                .collect(
                        StringBuilder::new,
                        (line, c) -> {
                            if (Character.isISOControl(c)) {
                                line.append("\\u%04x".formatted(c));
                            } else {
                                line.appendCodePoint(c);
                            }
                        },
                        StringBuilder::append)
                .toString();
    }
}
