package io.tamperwatch.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is read from a file, for the progress. */
final class CountedInput extends FilterInputStream {

    private final LongAdder bytes;

    CountedInput(InputStream in, LongAdder bytes) {
        super(in);
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            bytes.increment();
        }
        return next;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int count = super.read(to, from, length);
        if (count > 0) {
            bytes.add(count);
        }
        return count;
    }
}
