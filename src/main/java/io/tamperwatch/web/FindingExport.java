package io.tamperwatch.web;

import io.tamperwatch.export.ExportFormat;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingPage;
import io.tamperwatch.finding.FindingQuery;
import io.tamperwatch.finding.FindingQuery.Position;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Findings on their way to a caller, a page of them at a time. While the caller takes its time nothing is held but that
 * page: the store is asked for the next one when this one is written.
 */
final class FindingExport implements StreamingOutput {

    private static final Logger LOG = Logger.getLogger(FindingExport.class);

    private final FindingQuery query;
    private final Function<FindingQuery, FindingPage> store;
    private final ExportFormat format;
    private final Runnable breakOff;
    private FindingPage page;

    /**
     * Reads the first page, so that a store that fails at once is answered as everywhere.
     *
     * @param breakOff makes the caller notice that what it has got is not all
     */
    FindingExport(
            FindingQuery query, Function<FindingQuery, FindingPage> store, ExportFormat format, Runnable breakOff) {
        this.query = query;
        this.store = store;
        this.format = format;
        this.breakOff = breakOff;
        this.page = store.apply(query);
    }

    @Override
    public void write(OutputStream to) throws IOException {
        try {
            to.write(bytes(format.head()));
            writePage(to);
            for (Position next = page.next(); next != null; next = page.next()) {
                page = store.apply(query.from(next));
                writePage(to);
            }
        } catch (RuntimeException e) {
            LOG.warnf("export broken off format=%s reason=%s", format.label(), e.getMessage());
            breakOff.run();
        }
    }

    private void writePage(OutputStream to) throws IOException {
        for (Finding finding : page.items()) {
            to.write(bytes(format.line(finding)));
        }
        to.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
