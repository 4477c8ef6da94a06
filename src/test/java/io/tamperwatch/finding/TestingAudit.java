package io.tamperwatch.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Hears what the audit log is told. */
public final class TestingAudit extends Handler {

    private final List<String> lines = new ArrayList<>();

    private TestingAudit() {}

    /** The lines that something to do brings about. */
    public static List<String> of(ThrowingRunnable deed) throws InterruptedException {
        Logger audit = Logger.getLogger("io.tamperwatch.audit");
        audit.setLevel(Level.INFO);
        TestingAudit heard = new TestingAudit();
        audit.addHandler(heard);
        try {
            deed.run();
        } finally {
            audit.removeHandler(heard);
        }
        return heard.lines;
    }

    /** What may be interrupted. */
    public interface ThrowingRunnable {
        void run() throws InterruptedException;
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(ExtLogRecord.wrap(entry).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
