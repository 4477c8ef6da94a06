package io.tamperwatch.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The events of one name in one account that happen one after the other from a moment on, each visible some time later.
 * All of it follows from the arguments, so that who measures knows what the server shows without asking.
 */
final class LiveHistory {

    private final List<RecordTemplate> templates;
    private final long identity;
    private final long beginMillis;
    private final long everyMillis;
    private final long longestDelayMillis;

    /**
     * @param identity of the history; events of different histories have different ids
     * @param longestDelayMillis each event becomes visible after between none and this
     */
    LiveHistory(
            List<RecordTemplate> templates, int identity, long beginMillis, long everyMillis, long longestDelayMillis) {
        this.templates = templates;
        this.identity = (long) identity << 32 | 1L << 31;
        this.beginMillis = beginMillis;
        this.everyMillis = everyMillis;
        this.longestDelayMillis = longestDelayMillis;
    }

    String id(int number) {
        return RecordTemplate.uuid(RecordTemplate.mixed(identity + number));
    }

    /** Whole seconds, as of all events. */
    long happensAt(int number) {
        return (beginMillis + number * everyMillis + Math.floorMod(identity >> 32, everyMillis)) / 1000 * 1000;
    }

    long visibleAt(int number) {
        return happensAt(number)
                + 1000
                + Math.floorMod(RecordTemplate.mixed(~(identity + number)), longestDelayMillis + 1);
    }

    /** How many of them have happened by then. */
    int happened(long untilMillis) {
        int number = 0;
        while (happensAt(number) < untilMillis) {
            number++;
        }
        return number;
    }

    /** All that is visible of a window, the newest first, as one page: there are never more than fit. */
    ReplayedHistory.Page page(long startSecond, long endSecond, long nowMillis) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"Events\":[".getBytes(US_ASCII));
        int events = 0;
        for (int number = happened(nowMillis) - 1; number >= 0; number--) {
            long second = happensAt(number) / 1000;
            if (second >= startSecond && second <= endSecond && visibleAt(number) <= nowMillis) {
                if (events > 0) {
                    body.write(',');
                }
                body.writeBytes(event(number, second));
                events++;
            }
        }
        body.writeBytes("]}".getBytes(US_ASCII));
        return new ReplayedHistory.Page(body.toByteArray(), body.size(), events);
    }

    private byte[] event(int number, long second) {
        long id = RecordTemplate.mixed(identity + number);
        RecordTemplate template = templates.get(Math.floorMod(id, templates.size()));
        byte[] event = new byte[template.length()];
        template.write(event, 0, id, second);
        return event;
    }
}
