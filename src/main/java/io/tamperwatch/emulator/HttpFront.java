package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The port: finds out who asks which service for what, spoils what is to be spoilt, and writes the answer. */
final class HttpFront implements AutoCloseable {

    private static final int LARGEST_BODY = 1 << 20;

    /** Ends with whoever closes the emulator. */
    private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofHours(1);

    static {
        // without it the JDK's server waits 40 ms for an acknowledgement inside each answer
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    /** A request with what is known from its headers. */
    private record Arrival(EmulatorRequest request, Signature signature, Call.Origin origin) {}

    private final Clock clock;
    private final AccessKeys accessKeys;
    private final Map<ServiceName, Protocol> protocols;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong numbers = new AtomicLong();
    private final RequestLog requests = new RequestLog();
    private volatile boolean checksTime;
    private volatile Function<EmulatorRequest, Optional<Fault>> faults = request -> Optional.empty();

    HttpFront(Clock clock, AccessKeys accessKeys, Map<ServiceName, Protocol> protocols, int port) {
        this.clock = clock;
        this.accessKeys = accessKeys;
        this.protocols = protocols;
        server = Loopback.bind(port);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    RequestLog requests() {
        return requests;
    }

    void checkTime() {
        checksTime = true;
    }

    void faults(Function<EmulatorRequest, Optional<Fault>> hook) {
        faults = hook;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            Arrival arrival = arrival(exchange, new String(body, UTF_8));
            answer(exchange, arrival, faults.apply(arrival.request()).orElse(null));
        }
    }

    private Arrival arrival(HttpExchange exchange, String body) {
        Signature signature = Signature.of(exchange.getRequestHeaders());
        Routing routing = Routing.of(
                exchange.getRequestHeaders(),
                signature,
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                body);
        EmulatorRequest request = new EmulatorRequest(
                numbers.incrementAndGet(),
                routing.service(),
                routing.operation(),
                accessKeys.account(signature.accessKeyId()),
                signature.region(),
                signature.accessKeyId(),
                clock.instant(),
                body);
        return new Arrival(request, signature, Call.Origin.of(exchange));
    }

    private void answer(HttpExchange exchange, Arrival arrival, @Nullable Fault fault) throws IOException {
        switch (fault) {
            case null -> send(exchange, arrival, carryOut(arrival));
            case Fault.Refusal refusal ->
                send(
                        exchange,
                        arrival,
                        error(arrival, new ServiceError(refusal.status(), refusal.code(), refusal.message())));
            case Fault.Slow slow -> {
                pause(slow.delay());
                send(exchange, arrival, carryOut(arrival));
            }
            case Fault.Truncated truncated -> {
                Answer answer = carryOut(arrival);
                send(exchange, arrival, half(answer), answer.body().getBytes(UTF_8).length);
            }
            case Fault.Garbled garbled -> send(exchange, arrival, half(carryOut(arrival)));
            case Fault.Dropped dropped -> requests.add(arrival.request(), 0);
            case Fault.Silent silent -> {
                requests.add(arrival.request(), 0);
                pause(LONGER_THAN_ANYBODY_WAITS);
            }
            case Fault.Stalled stalled -> {
                Answer answer = carryOut(arrival);
                send(exchange, arrival, half(answer), answer.body().getBytes(UTF_8).length);
                pause(LONGER_THAN_ANYBODY_WAITS);
            }
            case Fault.Trickled trickled -> trickle(exchange, arrival, trickled);
        }
    }

    private Answer carryOut(Arrival arrival) {
        EmulatorRequest request = arrival.request();
        try {
            if (checksTime) {
                arrival.signature().checkTime(request.at());
            }
            Caller caller =
                    accessKeys.caller(request.accessKeyId(), arrival.signature().sessionToken(), request.at());
            Call call = new Call(caller, request.region(), arrival.origin(), request.at(), null);
            return protocol(request).answer(request, call);
        } catch (ServiceError refusal) {
            return error(arrival, refusal);
        }
    }

    private Answer error(Arrival arrival, ServiceError error) {
        return protocol(arrival.request()).error(error, arrival.origin().requestId());
    }

    private Protocol protocol(EmulatorRequest request) {
        Protocol protocol = protocols.get(request.service());
        if (protocol == null) {
            throw new IllegalStateException("no protocol for " + request.service());
        }
        return protocol;
    }

    private void send(HttpExchange exchange, Arrival arrival, Answer answer) throws IOException {
        send(exchange, arrival, answer, answer.body().getBytes(UTF_8).length);
    }

    /** @param announced the length told in the header, which may be more than there is */
    private void send(HttpExchange exchange, Arrival arrival, Answer answer, int announced) throws IOException {
        if (begin(exchange, arrival, answer, announced)) {
            exchange.getResponseBody().write(answer.body().getBytes(UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    /** The headers; whether there is a body to be written. */
    private boolean begin(HttpExchange exchange, Arrival arrival, Answer answer, int announced) throws IOException {
        requests.add(arrival.request(), answer.status());
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", arrival.origin().requestId());
        if (answer.errorType() != null) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", answer.errorType());
        }
        boolean hasBody = announced > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), hasBody ? announced : -1);
        return hasBody;
    }

    private static Answer half(Answer answer) {
        String half = answer.body().substring(0, answer.body().length() / 2);
        return new Answer(answer.status(), answer.contentType(), answer.errorType(), half);
    }

    private void trickle(HttpExchange exchange, Arrival arrival, Fault.Trickled trickled) throws IOException {
        Answer answer = carryOut(arrival);
        byte[] body = answer.body().getBytes(UTF_8);
        begin(exchange, arrival, answer, body.length);
        for (byte each : body) {
            exchange.getResponseBody().write(each);
            exchange.getResponseBody().flush();
            pause(trickled.each());
        }
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IOException("the emulator is closing", e);
        }
    }
}
