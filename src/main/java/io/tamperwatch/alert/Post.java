package io.tamperwatch.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends JSON to one receiver. The client is made when it is first needed; it follows no redirect, and of an answer only the
 * status is looked at.
 */
final class Post implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final URI url;
    private final @Nullable SSLContext trust;
    private final Duration answerWithin;
    private @Nullable HttpClient client;

    Post(URI url, @Nullable SSLContext trust, Duration answerWithin) {
        this.url = url;
        this.trust = trust;
        this.answerWithin = answerWithin;
    }

    static Post toAlertmanager(AlertmanagerSettings settings, int index) {
        String url = settings.urls().get(index).toString().replaceFirst("/+$", "");
        return new Post(
                URI.create(url + "/api/v2/alerts"),
                trust(AlertmanagerSettings.PREFIX + "ca-file", settings.caFile()),
                ANSWER_WITHIN);
    }

    static Post toWebhook(WebhookSettings settings) {
        return new Post(settings.url(), trust(WebhookSettings.CA_FILE, settings.caFile()), ANSWER_WITHIN);
    }

    private static @Nullable SSLContext trust(String key, @Nullable Path caFile) {
        return caFile == null ? null : TrustedAuthorities.read(key, caFile);
    }

    Answer send(byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(answerWithin)
                .header("User-Agent", "tamperwatch")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<Void>> answer = client().sendAsync(request.build(), BodyHandlers.discarding());
        try {
            // Whoever answers a byte a minute is not waited for.
            return Answer.ofStatus(
                    answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Answer.Unavailable("no answer within " + answerWithin.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer.Unavailable(reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted");
        }
    }

    /** A kind of failure with what it says, which holds no more than a host's name or what is wrong with a certificate. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure instanceof IOException ? failure.getClass().getSimpleName() : "failure";
        return message == null ? kind : kind + ": " + message;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_WITHIN);
            if (trust != null) {
                builder.sslContext(trust);
            }
            client = builder.build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
