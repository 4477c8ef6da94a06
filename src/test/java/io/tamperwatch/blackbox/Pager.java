package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is on call: takes Alertmanager's webhooks and keeps what they say. */
final class Pager implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();

    private Pager(HttpServer server) {
        this.server = server;
    }

    static Pager start() {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
            Pager pager = new Pager(HttpServer.create(address, 0));
            pager.server.createContext("/", pager::take);
            pager.server.start();
            return pager;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            new Answer(200, "", body).json().path("alerts").forEach(alerts::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Every alert of every message so far, in the order they came. */
    List<JsonNode> alerts() {
        return List.copyOf(alerts);
    }

    boolean hasBeenTold(String status) {
        return alerts.stream().anyMatch(alert -> alert.path("status").asText().equals(status));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
