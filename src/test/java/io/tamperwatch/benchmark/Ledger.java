package io.tamperwatch.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What was asked of the server for each account, and when: the books that a budget is held against. Safe for many threads. */
final class Ledger {

    /**
     * One request.
     *
     * @param millis when it came, since 1970
     * @param what the event name that was looked up, or the operation
     * @param refused whether it was answered that there were too many
     */
    record Entry(long millis, String what, boolean refused) {}

    private final Map<String, List<Entry>> entries = new ConcurrentSkipListMap<>();

    void add(String account, Entry entry) {
        entries.compute(account, (_, known) -> {
            List<Entry> list = known == null ? new ArrayList<>() : known;
            list.add(entry);
            return list;
        });
    }

    /** A line for each request: account, time, what, and whether it was refused. */
    String write() {
        StringBuilder text = new StringBuilder();
        // an account at a time, each while nobody adds to it
        entries.keySet()
                .forEach(account -> entries.computeIfPresent(account, (_, list) -> {
                    list.forEach(entry -> text.append(account)
                            .append(' ')
                            .append(entry.millis())
                            .append(' ')
                            .append(entry.what())
                            .append(entry.refused() ? " refused\n" : " ok\n"));
                    return list;
                }));
        return text.toString();
    }

    static Ledger read(String text) {
        Ledger ledger = new Ledger();
        text.lines().map(line -> line.split(" ")).forEach(parts -> {
            Entry entry = new Entry(Long.parseLong(parts[1]), parts[2], parts[3].equals("refused"));
            ledger.add(parts[0], entry);
        });
        return ledger;
    }

    /** What came at these times, the second one left out; an account without any has no entry. */
    Map<String, List<Entry>> between(long fromMillis, long untilMillis) {
        Map<String, List<Entry>> found = new ConcurrentSkipListMap<>();
        entries.forEach((account, list) -> {
            List<Entry> those = list.stream()
                    .filter(entry -> entry.millis() >= fromMillis && entry.millis() < untilMillis)
                    .toList();
            if (!those.isEmpty()) {
                found.put(account, those);
            }
        });
        return found;
    }
}
