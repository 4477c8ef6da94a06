package io.tamperwatch.web;

import io.tamperwatch.queue.QueueReport;
import io.tamperwatch.queue.QueueReports;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/** A queue with one event that waits, and one with none. */
@Alternative
@Singleton
class TestingQueues implements QueueReports {

    @Override
    public List<QueueReport> reports() {
        return List.of(
                new QueueReport("empty", 0, null, List.of()),
                new QueueReport(
                        "fast",
                        1,
                        Samples.NINE,
                        List.of(new QueueReport.Hint(
                                "e-1",
                                "DeleteSigningCertificate",
                                "111122223333",
                                "us-east-1",
                                Samples.NINE,
                                Samples.NINE))));
    }
}
