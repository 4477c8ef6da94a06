package io.tamperwatch.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** What was asked, when, and with which status it was answered. Keeps the last 200,000 requests. */
public final class RequestLog {

    private static final int KEPT = 200_000;

    /**
     * One request. The body is not kept.
     *
     * @param status the HTTP status; 0 when the connection was dropped
     */
    public record Entry(EmulatorRequest request, int status) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long total;

    RequestLog() {}

    synchronized void add(EmulatorRequest request, int status) {
        EmulatorRequest light = new EmulatorRequest(
                request.number(),
                request.service(),
                request.operation(),
                request.account(),
                request.region(),
                request.accessKeyId(),
                request.at(),
                "");
        entries.add(new Entry(light, status));
        total++;
        if (entries.size() > KEPT) {
            entries.remove();
        }
    }

    /** Requests since the start, forgotten ones too. */
    public synchronized long total() {
        return total;
    }

    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** The requests for one operation in one account and Region, oldest first. */
    public List<Entry> of(Scope scope, String operation) {
        return matching(entry -> entry.request().operation().equals(operation)
                && entry.request().region().equals(scope.region())
                && scope.account().equals(entry.request().account()));
    }

    /** The requests answered with this HTTP status, oldest first. */
    public List<Entry> withStatus(int status) {
        return matching(entry -> entry.status() == status);
    }

    private synchronized List<Entry> matching(Predicate<Entry> wanted) {
        return entries.stream().filter(wanted).toList();
    }
}
