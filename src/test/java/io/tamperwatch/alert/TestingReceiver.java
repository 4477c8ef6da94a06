package io.tamperwatch.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An Alertmanager, or somebody's webhook: takes what it is told and answers as it is made to. */
public final class TestingReceiver implements AutoCloseable {

    private static final int LOWEST = 18_000;
    private static final int HIGHEST = 22_000;
    private static final int TRIES = 200;

    /** A request as it came. */
    public record Request(String path, Headers headers, String body) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    private final HttpServer server;
    private final String scheme;
    private final List<Request> requests = new ArrayList<>();
    private int status = 200;

    private TestingReceiver(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::answer);
        server.start();
    }

    public static TestingReceiver start() {
        return new TestingReceiver(bound(null), "http");
    }

    static TestingReceiver start(SSLContext certificate) {
        return new TestingReceiver(bound(certificate), "https");
    }

    private static HttpServer bound(@Nullable SSLContext certificate) {
        for (int tried = 1; ; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try {
                if (certificate == null) {
                    return HttpServer.create(address, 0);
                }
                HttpsServer server = HttpsServer.create(address, 0);
                server.setHttpsConfigurator(new HttpsConfigurator(certificate));
                return server;
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new UncheckedIOException("no free port for the tests", e);
                }
            }
        }
    }

    public URI url() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    /** The status of every answer from now on. */
    public synchronized void answer(int next) {
        status = next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
        int answer;
        synchronized (this) {
            requests.add(new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            answer = status;
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    /** What came since the last time. */
    public synchronized List<Request> taken() {
        List<Request> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
