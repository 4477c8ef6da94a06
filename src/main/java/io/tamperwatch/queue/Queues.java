package io.tamperwatch.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.job.Workers;
import io.tamperwatch.setting.StartOrder;
import io.tamperwatch.watch.Confirmations;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps reading the queues, each on a thread of its own, so that one which does not answer holds up nothing. */
@ApplicationScoped
class Queues implements QueueReports {

    private static final Logger LOG = Logger.getLogger(Queues.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSES = 6;
    private static final Duration FINISH_A_HINT = Duration.ofSeconds(2);
    private static final Duration GIVE_BACK = Duration.ofSeconds(1);

    private final List<QueueReader> readers;
    private final Workers workers = new Workers(LOG, "reading queues");

    Queues(
            QueueConfig config,
            EventQueue source,
            Confirmations confirmations,
            Catalogue catalogue,
            EventRecordParser parser,
            FindingStore store,
            MeterRegistry registry,
            Clock clock) {
        readers = QueueSettings.of(config).stream()
                .map(queue -> {
                    Hints hints = new Hints();
                    QueueMeters meters = new QueueMeters(registry, queue.name(), hints, clock);
                    return new QueueReader(
                            queue,
                            source,
                            confirmations,
                            catalogue,
                            parser,
                            record -> store.store(new Intake(List.of(), List.of(), List.of(record))),
                            hints,
                            meters,
                            clock);
                })
                .toList();
    }

    @Override
    public List<QueueReport> reports() {
        return readers.stream().map(QueueReader::report).toList();
    }

    void start(@Observes @Priority(StartOrder.WORK) StartupEvent event) {
        readers.forEach(reader -> workers.begin(() -> read(reader)));
    }

    /** What has been received is given back, or else it would be hidden from everybody for minutes. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        readers.forEach(QueueReader::stop);
        workers.stop(FINISH_A_HINT, GIVE_BACK);
    }

    private static void read(QueueReader reader) {
        int failures = 0;
        while (!reader.isStopping()) {
            try {
                failures = reader.read() ? 0 : failures + 1;
            } catch (RuntimeException e) {
                LOG.error("a fault while reading a queue, please report it", e);
                failures++;
            }
            if (failures > 0) {
                reader.pause(FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, LONGEST_PAUSES)));
            }
        }
    }
}
