package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls one port of the product as a program of its users would. */
final class Api {

    /** Not shared further: a connection belongs to a process that may be gone. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final int port;
    private final @Nullable String token;

    private Api(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    static Api on(int port) {
        return new Api(port, null);
    }

    Api withToken(String text) {
        return new Api(port, text);
    }

    /** The address of a path, for other programs. */
    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** @throws UncheckedIOException when nobody listens or the connection breaks */
    Answer get(String path) {
        return send(request(path).GET());
    }

    /** Posts JSON text. */
    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** Any method, with JSON text where there is a body, and headers by name and value. */
    Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(30));
    }

    private Answer send(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type.replaceFirst(";.*", ""), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The JSON at a path that has to be answered with 200. */
    JsonNode json(String path) {
        Answer answer = get(path);
        if (answer.status() != 200 || !answer.type().equals("application/json")) {
            throw new AssertionError("GET " + path + ": " + answer);
        }
        return answer.json();
    }

    /** All findings, page after page. */
    List<JsonNode> findings() {
        List<JsonNode> findings = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json("/api/v1/findings?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(findings::add);
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return findings;
    }

    /** The ids of all findings, as often as each is there. */
    List<String> findingIds() {
        return findings().stream().map(finding -> finding.path("id").asText()).toList();
    }
}
