package io.tamperwatch.aws;

import io.tamperwatch.event.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Signed GETs of S3, bucket and key in the path, so that every bucket's name is good for TLS. A bucket that is in another Region
 * says so, and is asked there from then on.
 */
final class S3Requests {

    private static final int ATTEMPTS = 4;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final String REGION_HEADER = "x-amz-bucket-region";

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final String ownRegion;
    private final Function<String, URI> endpoint;
    private final PacedCalls.Pause pause;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Map<String, String> regions = new ConcurrentHashMap<>();

    /** @param endpoint of S3 in a Region */
    S3Requests(
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            String ownRegion,
            Function<String, URI> endpoint,
            PacedCalls.Pause pause) {
        this.http = http;
        this.credentials = credentials;
        this.ownRegion = ownRegion;
        this.endpoint = endpoint;
        this.pause = pause;
    }

    /** As the SDK's own variables say, else AWS's. */
    static URI endpoint(String region) {
        return SignedJson.Service.in(Partition.ofRegion(region), "s3", region).endpoint();
    }

    /**
     * What S3 answers with 200; its body is the caller's to close.
     *
     * @throws IOException saying what is wrong, for whoever asked
     */
    HttpExecuteResponse get(S3Address address, Map<String, String> query) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpExecuteResponse response = inItsRegion(address, query);
                if (response.httpResponse().statusCode() == 200) {
                    return response;
                }
                int status = response.httpResponse().statusCode();
                String refusal = S3Refusal.of(response);
                boolean again = status >= SERVER_ERROR || status == TOO_MANY;
                if (!again || attempt == ATTEMPTS) {
                    throw new Refused(refusal);
                }
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException("S3 does not answer: " + e.getClass().getSimpleName(), e);
                }
            } catch (SdkException e) {
                throw new IOException(
                        "no usable AWS credentials: " + LookupFailures.of(e).message(), e);
            }
            waitAfter(attempt);
        }
    }

    /** Not worth asking again. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private HttpExecuteResponse inItsRegion(S3Address address, Map<String, String> query) throws IOException {
        String region = regions.getOrDefault(address.bucket(), ownRegion);
        HttpExecuteResponse response = send(address, query, region);
        String its = response.httpResponse().firstMatchingHeader(REGION_HEADER).orElse(region);
        boolean isOk = response.httpResponse().statusCode() == 200;
        if (isOk || its.equals(region) || !its.matches("[a-z0-9-]{1,32}")) {
            return response;
        }
        close(response);
        regions.put(address.bucket(), its);
        return send(address, query, its);
    }

    private HttpExecuteResponse send(S3Address address, Map<String, String> query, String region) throws IOException {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint.apply(region))
                .encodedPath("/" + address.bucket() + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(address.key()));
        query.forEach(request::putRawQueryParameter);
        SdkHttpRequest unsigned = request.build();
        var signed = signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(unsigned)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
        return http.prepareRequest(
                        HttpExecuteRequest.builder().request(signed.request()).build())
                .call();
    }

    private static void close(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isPresent()) {
            try (InputStream body = response.responseBody().get()) {
                body.readNBytes(S3Refusal.LONGEST);
            }
        }
    }

    private void waitAfter(int attempt) throws IOException {
        try {
            pause.sleep(Duration.ofMillis(500).multipliedBy(1L << (attempt - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
