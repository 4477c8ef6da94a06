package io.tamperwatch.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/** The events of one name in one account, evenly spread over a stretch of time; the newest has number 0. */
final class ReplayedHistory {

    private static final byte[] BEGIN = "{\"Events\":[".getBytes(US_ASCII);

    private final List<RecordTemplate> templates;
    private final long identity;
    private final int events;
    private final long newest;
    private final long seconds;
    private final int longest;

    /**
     * @param identity of the history; events of different histories have different ids
     * @param newest when the newest event happened, in seconds since 1970
     * @param seconds how long before it the oldest did
     */
    ReplayedHistory(List<RecordTemplate> templates, int identity, int events, long newest, long seconds) {
        this.templates = templates;
        this.identity = (long) identity << 32;
        this.events = events;
        this.newest = newest;
        this.seconds = seconds;
        this.longest = templates.stream().mapToInt(RecordTemplate::length).max().orElse(0);
    }

    /** A page, and how many events it holds. */
    record Page(byte[] body, int length, int events) {}

    /** The answer for a window, inclusive at both ends, from the event with the given number on; the first page has -1. */
    Page page(long start, long end, int from, int size) {
        int first = from >= 0 ? from : firstAtOrBefore(end);
        int behind = Math.min(firstAtOrBefore(start - 1), first + size);
        byte[] body = new byte[BEGIN.length + Math.max(0, behind - first) * (longest + 1) + 64];
        System.arraycopy(BEGIN, 0, body, 0, BEGIN.length);
        int at = BEGIN.length;
        for (int number = first; number < behind; number++) {
            if (number > first) {
                body[at++] = ',';
            }
            long id = RecordTemplate.mixed(identity + number);
            at = templates.get(Math.floorMod(id, templates.size())).write(body, at, id, time(number));
        }
        boolean more = behind < firstAtOrBefore(start - 1);
        byte[] tail = (more ? "],\"NextToken\":\"page-" + behind + "\"}" : "]}").getBytes(US_ASCII);
        System.arraycopy(tail, 0, body, at, tail.length);
        return new Page(body, at + tail.length, Math.max(0, behind - first));
    }

    private long time(int number) {
        return newest - number * seconds / Math.max(1, events);
    }

    /** The newest event that is not younger than this; the number of events when there is none. */
    private int firstAtOrBefore(long instant) {
        int low = 0;
        int high = events;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= instant) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
