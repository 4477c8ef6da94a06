package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class S3ObjectsTest {

    private final TestingS3 s3 = TestingS3.start();
    private final List<Duration> waits = new ArrayList<>();
    private final S3Objects objects = new S3Objects(new S3Requests(
            UrlConnectionHttpClient.create(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA000000000EXAMPLE", "secret")),
            "us-east-1",
            region -> s3.url(),
            waits::add));

    @AfterEach
    void stop() {
        s3.close();
    }

    private List<String> list(String address) throws IOException {
        List<String> keys = new ArrayList<>();
        objects.list(S3Address.of(address), (object, size) -> keys.add(object.key() + (size > 0 ? "" : " (empty)")));
        return keys;
    }

    private String read(String address) throws IOException {
        try (InputStream in = new GZIPInputStream(objects.open(S3Address.of(address)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void listsWhatBeginsAlikePageAfterPageInTheBucketsOwnRegion() throws IOException {
        s3.put("a/1", "x").put("a/2 + ü&<", "x").put("a/3", "x").put("b/1", "x");
        s3.pagesOf(2);
        assertThat(list("s3://logs/a/")).containsExactly("a/1", "a/2 + ü&<", "a/3");
        assertThat(list("s3://logs")).hasSize(4);
        assertThat(list("s3://logs/c")).isEmpty();
        assertThat(s3.requests()).startsWith("us-east-1 /logs/", "eu-west-1 /logs/", "eu-west-1 /logs/");
        assertThat(s3.requests().stream().filter(request -> request.startsWith("us-east-1")))
                .as("told once")
                .hasSize(1);
    }

    @Test
    void readsAnObjectWhateverItsKey() throws IOException {
        s3.put("a/2 + ü&<", "hello");
        assertThat(read("s3://logs/a/2 + ü&<")).isEqualTo("hello");
        assertThat(s3.requests()).endsWith("eu-west-1 /logs/a/2%20%2B%20%C3%BC%26%3C");
    }

    @Test
    void asksAgainWhereItIsBusyWithGrowingWaits() throws IOException {
        s3.put("a", "hello");
        s3.busyFor(3);
        assertThat(read("s3://logs/a")).isEqualTo("hello");
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        s3.busyFor(4);
        assertThatThrownBy(() -> read("s3://logs/a")).hasMessage("S3 refuses it (503 SlowDown)");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, there is no such object (404 NoSuchKey)",
        "403, InvalidObjectState, it is archived and has to be restored first (403 InvalidObjectState)",
        "403, ExpiredToken, the credentials are not accepted (403 ExpiredToken)",
        "409, <script>, S3 refuses it (409)"
    })
    void saysInALineWhatIsWrongAndAsksNoMore(int status, String code, String line) {
        s3.refuse("a", status, code);
        assertThatThrownBy(() -> objects.open(S3Address.of("s3://logs/a")))
                .isInstanceOf(IOException.class)
                .hasMessage(line);
        assertThat(waits).isEmpty();
    }

    @Test
    void saysWhatItTakesWhereAccessIsDenied() {
        s3.refuseLists("AccessDenied");
        assertThatThrownBy(() -> list("s3://logs/"))
                .hasMessage("access denied: it takes s3:ListBucket on the bucket, s3:GetObject on its objects and"
                        + " kms:Decrypt where a key encrypts them; buckets whose requester pays are not read (403"
                        + " AccessDenied)");
        assertThatThrownBy(() -> list("s3://other/")).hasMessage("there is no such bucket (404 NoSuchBucket)");
    }

    @Test
    void takesNoConnectionThatBreaksOffForTheEnd() {
        s3.breakOff("a", "{\"Records\":[]}");
        assertThatThrownBy(() -> objects.open(S3Address.of("s3://logs/a")).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysThatNobodyAnswers() {
        s3.close();
        assertThatThrownBy(() -> list("s3://logs/")).hasMessage("S3 does not answer: ConnectException");
        assertThat(waits).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:///a", "s3://UPPER/a", "s3://a_b/c", "s3://x?y/z"})
    void knowsWhatIsNoAddress(String text) {
        assertThat(S3Address.isMeantBy(text)).isTrue();
        assertThatThrownBy(() -> S3Address.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
