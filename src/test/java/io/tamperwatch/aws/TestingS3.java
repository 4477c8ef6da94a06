package io.tamperwatch.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tamperwatch.TestingPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** One bucket, {@code logs}, in eu-west-1, over HTTP: lists, hands out, and refuses as S3 does. */
public final class TestingS3 implements AutoCloseable {

    private static final String BUCKET = "logs";
    private static final String REGION = "eu-west-1";

    /** How an object is handed out. */
    private record Held(byte[] bytes, String refusal, int status, boolean breaksOff) {}

    private final HttpServer server;
    private final Map<String, Held> objects = new ConcurrentSkipListMap<>();
    private final List<String> requests = new ArrayList<>();
    private int pageSize = 1000;
    private int busy;
    private String listRefusal = "";

    private TestingS3() {
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), TestingPorts.free()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public static TestingS3 start() {
        return new TestingS3();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public TestingS3 put(String key, String text) {
        objects.put(key, new Held(compressed(text), "", 200, false));
        return this;
    }

    public TestingS3 refuse(String key, int status, String code) {
        objects.put(key, new Held(new byte[0], code, status, false));
        return this;
    }

    public TestingS3 breakOff(String key, String text) {
        objects.put(key, new Held(text.getBytes(StandardCharsets.UTF_8), "", 200, true));
        return this;
    }

    void pagesOf(int size) {
        pageSize = size;
    }

    /** The next so many requests find it busy. */
    void busyFor(int many) {
        busy = many;
    }

    void refuseLists(String code) {
        listRefusal = code;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String region = authorization.replaceFirst(".*Credential=[^/]+/[^/]+/([^/]+)/s3/aws4_request.*", "$1");
        synchronized (this) {
            requests.add(region + " " + exchange.getRequestURI().getRawPath());
        }
        if (!exchange.getRequestHeaders().containsKey("x-amz-content-sha256")) {
            refuse(exchange, 400, "MissingSecurityHeader");
        } else if (busy > 0) {
            busy--;
            refuse(exchange, 503, "SlowDown");
        } else if (!exchange.getRequestURI().getPath().startsWith("/" + BUCKET + "/")) {
            refuse(exchange, 404, "NoSuchBucket");
        } else if (!region.equals(REGION)) {
            exchange.getResponseHeaders().add("x-amz-bucket-region", REGION);
            refuse(exchange, 301, "PermanentRedirect");
        } else {
            String key = exchange.getRequestURI().getPath().substring(BUCKET.length() + 2);
            if (key.isEmpty()) {
                list(exchange);
            } else {
                hand(exchange, objects.get(key));
            }
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        if (!listRefusal.isEmpty()) {
            refuse(exchange, 403, listRefusal);
            return;
        }
        Map<String, String> query = new TreeMap<>();
        for (String each : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = each.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        String after = URLDecoder.decode(query.getOrDefault("continuation-token", ""), StandardCharsets.UTF_8);
        List<String> keys = objects.keySet().stream()
                .filter(key -> key.startsWith(query.get("prefix")) && key.compareTo(after) > 0)
                .toList();
        List<String> page = keys.subList(0, Math.min(keys.size(), pageSize));
        StringBuilder xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        xml.append("<IsTruncated>").append(page.size() < keys.size()).append("</IsTruncated>");
        if (page.size() < keys.size()) {
            xml.append("<NextContinuationToken>")
                    .append(URLEncoder.encode(page.getLast(), StandardCharsets.UTF_8))
                    .append("</NextContinuationToken>");
        }
        for (String key : page) {
            xml.append("<Contents><Key>")
                    .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                    .append("</Key><Size>")
                    .append(objects.get(key).bytes().length)
                    .append("</Size></Contents>");
        }
        send(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void hand(HttpExchange exchange, Held held) throws IOException {
        if (held == null) {
            refuse(exchange, 404, "NoSuchKey");
        } else if (!held.refusal().isEmpty()) {
            refuse(exchange, held.status(), held.refusal());
        } else if (held.breaksOff()) {
            exchange.sendResponseHeaders(200, held.bytes().length + 1000L);
            exchange.getResponseBody().write(held.bytes());
            exchange.getResponseBody().flush();
            exchange.close();
        } else {
            send(exchange, 200, held.bytes());
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        send(
                exchange,
                status,
                "<Error><Code>%s</Code><Message>not for others</Message></Error>"
                        .formatted(code)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
