package io.tamperwatch.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Stops reading an answer that would not fit into memory. A page holds 50 records at most, which CloudTrail keeps below 256 kB
 * each, or 1 MB where they are enriched; as a rule they have one or two.
 *
 * @param bytes that an answer may have
 */
record BodyLimit(long bytes) implements ExecutionInterceptor {

    /** An eighth of the heap the executable is given. */
    static final BodyLimit OF_ANSWERS = new BodyLimit(32L << 20);

    /** An answer was longer than it may be. */
    static final class Exceeded extends IOException {

        private static final long serialVersionUID = 1L;

        Exceeded(long bytes) {
            super("the answer has more than " + (bytes >> 20) + " MB");
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(this::limited);
    }

    InputStream limited(InputStream body) {
        return new FilterInputStream(body) {
            private long left = bytes;

            @Override
            public int read() throws IOException {
                int read = super.read();
                return read < 0 ? read : counted(1, read);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                return read < 0 ? read : counted(read, read);
            }

            @Override
            public boolean markSupported() {
                return false;
            }

            private int counted(int count, int result) throws IOException {
                left -= count;
                if (left < 0) {
                    throw new Exceeded(bytes);
                }
                return result;
            }
        };
    }
}
