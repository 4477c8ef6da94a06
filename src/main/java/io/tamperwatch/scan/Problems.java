package io.tamperwatch.scan;

import io.tamperwatch.event.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What could not be read, by file. Safe for use by several threads. */
public final class Problems {

    /** Of each file; what more there is, is counted. */
    private static final int SHOWN = 20;

    private static final int LONGEST_NAME = 400;

    private final TreeMap<String, OfFile> files = new TreeMap<>();
    private long count;

    private static final class OfFile {
        private final List<String> lines = new ArrayList<>();
        private long more;
    }

    Problems() {}

    /** @param what is shown as it is, but for what a terminal would obey */
    synchronized void add(String file, String what) {
        count++;
        OfFile known = files.computeIfAbsent(file, _ -> new OfFile());
        if (known.lines.size() < SHOWN) {
            known.lines.add(LogText.visible(what, LONGEST_NAME));
        } else {
            known.more++;
        }
    }

    public synchronized long count() {
        return count;
    }

    /** One line each, harmless to a terminal. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        files.forEach((file, problems) -> {
            String name = LogText.visible(file, LONGEST_NAME);
            problems.lines.forEach(line -> lines.add(name + ": " + line));
            if (problems.more > 0) {
                lines.add("%s: and %,d more".formatted(name, problems.more));
            }
        });
        return lines;
    }
}
