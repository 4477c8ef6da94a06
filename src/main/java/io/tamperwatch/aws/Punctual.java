package io.tamperwatch.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Gives up an exchange whose answer is not there as a whole in time. The JDK bounds each read by itself, so that an answer of
 * which a byte comes now and then would never end; and a time-out of the SDK waits with the read it is to end, which keeps
 * those of all other calls waiting.
 */
final class Punctual implements SdkHttpClient {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final SdkHttpClient client;
    private final Duration within;
    private final ScheduledThreadPoolExecutor timer = timer();

    private Punctual(SdkHttpClient client, Duration within) {
        this.client = client;
        this.within = within;
    }

    /**
     * Exchanges that have this much time from the first byte of the request to the last one of the answer; as much again at most
     * where nothing comes after the first bytes of a body, since a read that waits is not disturbed.
     */
    static Punctual within(Duration within) {
        SdkHttpClient client = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_WITHIN.compareTo(within) < 0 ? CONNECT_WITHIN : within)
                .socketTimeout(within)
                .build();
        return new Punctual(client, within);
    }

    /** The answer did not come in time, or not all of it. */
    static final class Late extends IOException {

        private static final long serialVersionUID = 1L;

        private Late(Duration within, Throwable cause) {
            super("no whole answer within " + within.toSeconds() + " s", cause);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
        timer.shutdownNow();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("aws-timeouts").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** A request and its answer. */
    private final class Exchange implements ExecutableHttpRequest {

        private final ExecutableHttpRequest request;
        private volatile boolean late;

        Exchange(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            Future<?> end = timer.schedule(this::giveUp, within.toMillis(), TimeUnit.MILLISECONDS);
            boolean more = false;
            try {
                HttpExecuteResponse response = request.call();
                AbortableInputStream body = response.responseBody().orElse(null);
                if (body == null) {
                    return response;
                }
                more = true;
                return HttpExecuteResponse.builder()
                        .response(response.httpResponse())
                        .responseBody(AbortableInputStream.create(new Body(body, end), body))
                        .build();
            } catch (IOException e) {
                throw late ? new Late(within, e) : e;
            } finally {
                if (!more) {
                    end.cancel(false);
                }
            }
        }

        /** Ending it may have to wait for the read that is under way; the timer must not. */
        private void giveUp() {
            late = true;
            Thread.ofVirtual().start(this::abort);
        }

        @Override
        public void abort() {
            request.abort();
        }

        private IOException told(IOException e) {
            return late || e instanceof SocketTimeoutException ? new Late(within, e) : e;
        }

        /** The answer's body, until it has been read or is closed. */
        private final class Body extends FilterInputStream {

            private final Future<?> end;

            Body(InputStream in, Future<?> end) {
                super(in);
                this.end = end;
            }

            @Override
            public int read() throws IOException {
                try {
                    return inTime(super.read());
                } catch (IOException e) {
                    throw told(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return inTime(super.read(into, offset, length));
                } catch (IOException e) {
                    throw told(e);
                }
            }

            /** What is given up may end as if that were all. */
            private int inTime(int read) throws IOException {
                if (late) {
                    throw new IOException("given up");
                }
                if (read < 0) {
                    end.cancel(false);
                }
                return read;
            }

            @Override
            public void close() throws IOException {
                end.cancel(false);
                super.close();
            }
        }
    }
}
