package io.tamperwatch.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of a file's text that may still be wanted, while a parser reads on: from the beginning of the record it is in. A
 * parser tells where a record began and ended but not how it was written, and a record is kept as it was written.
 *
 * <p>Positions are bytes from the beginning of the text. Holds at most {@link #MOST} bytes and a chunk.
 */
final class RecordWindow extends InputStream {

    /** More than a record that is read can have. */
    static final int MOST = 4 << 20;

    private static final int CHUNK = 1 << 16;
    private static final byte[] RECORD = "{\"eventVersion\"".getBytes(StandardCharsets.US_ASCII);

    private final InputStream source;
    private byte[] held = new byte[2 * CHUNK];

    /** Position of the first byte that is held. */
    private long base;

    private int end;
    private int next;

    /** Nothing before this position is wanted any more. */
    private long wanted;

    RecordWindow(InputStream source) {
        this.source = source;
    }

    void forgetBefore(long position) {
        wanted = position;
    }

    /** Whether everything from here on is still there; not so within what is larger than any record. */
    boolean holds(long position) {
        return position >= base;
    }

    String text(long from, long to) {
        return new String(held, (int) (from - base), (int) (to - from), StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        if (next == end && !fill()) {
            return -1;
        }
        return held[next++] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (next == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(held, next, to, from, count);
        next += count;
        return count;
    }

    /**
     * Goes on reading where the next record seems to begin, at or behind the position, whatever was read ahead.
     *
     * @param linesOnly whether only a line can begin with a record
     * @return where that is; -1 when there is none
     */
    long seekRecord(long position, boolean linesOnly) throws IOException {
        next = holds(position) ? (int) Math.min(position - base, end) : end;
        while (true) {
            for (; next + RECORD.length <= end; next++) {
                if (isRecord(next, linesOnly)) {
                    wanted = base + next;
                    return wanted;
                }
            }
            wanted = base + Math.max(next - 1, 0);
            int read = next;
            next = end;
            long at = base + read;
            if (!fill()) {
                return -1;
            }
            next = (int) (at - base);
        }
    }

    /** Within a text of JSON, a quotation mark is written with a backslash, and a line's end not at all. */
    private boolean isRecord(int at, boolean linesOnly) {
        return held[at] == '{'
                && ((at > 0 && held[at - 1] == '\n')
                        || (!linesOnly && Arrays.equals(held, at, at + RECORD.length, RECORD, 0, RECORD.length)));
    }

    /** Appends to what is held; only when all of it was read. */
    private boolean fill() throws IOException {
        if (held.length - end < CHUNK) {
            forget();
        }
        if (held.length - end < CHUNK) {
            held = Arrays.copyOf(held, 2 * held.length);
        }
        int count = source.read(held, end, CHUNK);
        if (count <= 0) {
            return false;
        }
        end += count;
        return true;
    }

    private void forget() {
        int unwanted = (int) (Math.clamp(wanted, base, base + end) - base);
        if (end - unwanted >= MOST) {
            unwanted = end;
        }
        System.arraycopy(held, unwanted, held, 0, end - unwanted);
        base += unwanted;
        end -= unwanted;
        next -= unwanted;
    }
}
