package io.tamperwatch.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.query.unmarshall.XmlDomParser;
import software.amazon.awssdk.protocols.query.unmarshall.XmlElement;

/**
 * Objects in S3, listed and read with two signed requests, since the SDK's module for S3 is not among those at hand (ADR 020).
 * With the process's own credentials. Safe for use by several threads.
 */
public final class S3Objects implements AutoCloseable {

    private final S3Requests requests;
    private final Runnable end;

    /** With the credentials, Region and endpoint that the SDK finds. */
    public S3Objects() {
        var credentials = DefaultCredentialsProvider.builder().build();
        var http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(60))
                .build();
        requests = new S3Requests(http, credentials, OwnRegion.find(), S3Requests::endpoint, Thread::sleep);
        end = () -> {
            http.close();
            credentials.close();
        };
    }

    S3Objects(S3Requests requests) {
        this.requests = requests;
        this.end = () -> {};
    }

    /**
     * Tells of every object whose key begins like this, in the order of keys, a thousand with each request.
     *
     * @param each is told an object's key and its size in bytes
     * @throws IOException saying what is wrong, for whoever asked
     */
    public void list(S3Address address, ObjLongConsumer<S3Address> each) throws IOException {
        Map<String, String> query = new TreeMap<>(Map.of("list-type", "2", "max-keys", "1000", "encoding-type", "url"));
        query.put("prefix", address.key());
        boolean more = true;
        while (more) {
            XmlElement page = page(address.bucket(), query);
            for (XmlElement object : page.getElementsByName("Contents")) {
                String key = URLDecoder.decode(text(object, "Key"), StandardCharsets.UTF_8);
                each.accept(new S3Address(address.bucket(), key), size(text(object, "Size")));
            }
            String token = text(page, "NextContinuationToken");
            more = !token.isEmpty() && text(page, "IsTruncated").equals("true");
            query.put("continuation-token", token);
        }
    }

    private XmlElement page(String bucket, Map<String, String> query) throws IOException {
        try (InputStream body = body(requests.get(new S3Address(bucket, ""), query))) {
            XmlElement page = XmlDomParser.parse(body);
            if (!page.elementName().equals("ListBucketResult")) {
                throw new IOException("the answer is no list of objects");
            }
            return page;
        } catch (RuntimeException e) {
            throw new IOException("the list of objects cannot be read", e);
        }
    }

    private static String text(XmlElement of, String name) {
        XmlElement element = of.getElementByName(name);
        return element == null || element.textContent() == null ? "" : element.textContent();
    }

    private static long size(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /**
     * An object's bytes, as they come; they end with an exception when the connection breaks off before the object does.
     *
     * @throws IOException saying what is wrong, for whoever asked
     */
    public InputStream open(S3Address address) throws IOException {
        HttpExecuteResponse response = requests.get(address, Map.of());
        long length = response.httpResponse()
                .firstMatchingHeader("Content-Length")
                .map(S3Objects::size)
                .orElse(0L);
        return new Whole(body(response), length);
    }

    private static InputStream body(HttpExecuteResponse response) {
        return response.responseBody().<InputStream>map(body -> body).orElseGet(InputStream::nullInputStream);
    }

    @Override
    public void close() {
        end.run();
    }

    /** The JDK takes a connection that breaks off for the end. */
    private static final class Whole extends FilterInputStream {

        private long left;

        Whole(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            left -= next < 0 ? ended() : 1;
            return next;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count = super.read(to, from, length);
            left -= count < 0 ? ended() : count;
            return count;
        }

        private int ended() throws IOException {
            if (left > 0) {
                throw new IOException("the connection broke off");
            }
            return 0;
        }
    }
}
