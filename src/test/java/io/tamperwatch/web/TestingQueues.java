package io.tamperwatch.web;

import io.tamperwatch.queue.QueueReport;
import io.tamperwatch.queue.QueueReports;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/** No queue is read. */
@Alternative
@Singleton
class TestingQueues implements QueueReports {

    @Override
    public List<QueueReport> reports() {
        return List.of();
    }
}
