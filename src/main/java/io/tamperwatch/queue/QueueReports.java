package io.tamperwatch.queue;

import java.util.List;

/** What waits in the queues, for whoever shows it. */
public interface QueueReports {

    /** One for each queue that is read, by name. */
    List<QueueReport> reports();
}
