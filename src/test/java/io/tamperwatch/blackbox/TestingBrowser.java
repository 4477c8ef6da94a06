package io.tamperwatch.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps cookies by name, follows redirects one by one and remembers where it has been. Asks for HTML. */
final class TestingBrowser {

    private static final int MOST_REDIRECTS = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<String> setCookies = new ArrayList<>();
    private final List<URI> visited = new ArrayList<>();

    /** A page, after whatever redirects lead to it. */
    HttpResponse<String> open(String url) {
        URI at = URI.create(url);
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            HttpResponse<String> answer = get(at);
            if (answer.statusCode() / 100 != 3) {
                return answer;
            }
            at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
        }
        throw new AssertionError("redirected again and again: " + visited);
    }

    /** One answer, redirect or not. */
    HttpResponse<String> get(URI url) {
        visited.add(url);
        return send(HttpRequest.newBuilder(url).GET());
    }

    HttpResponse<String> post(URI url, String form) {
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        request.header("Accept", "text/html,*/*;q=0.8").timeout(Duration.ofSeconds(30));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String line) {
        setCookies.add(line);
        String[] pair = line.split(";", 2)[0].split("=", 2);
        if (line.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** Every cookie it was told to keep, as it was told. */
    List<String> setCookies() {
        return setCookies;
    }

    List<URI> visited() {
        return visited;
    }
}
