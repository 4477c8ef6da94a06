package io.tamperwatch.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/**
 * Calls of AWS's JSON services that the SDK's modules at hand do not know: signed, sent and refused with what the SDK has.
 * Endpoints can be moved with the SDK's own variables, as those of its clients. Exactly one request a call.
 */
final class SignedJson {

    private static final int LARGEST_ANSWER = 8 << 20;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where to ask.
     *
     * @param name as in endpoints and signatures, for example {@code organizations}
     * @param region what requests are signed for
     * @param host where it answers unless the SDK is told otherwise
     */
    record Service(String name, String region, String host) {

        /** The service's endpoint in a Region of the partition. */
        static Service in(Partition partition, String name, String region) {
            return new Service(name, region, name + "." + region + "." + partition.dnsSuffix());
        }

        URI endpoint() {
            AwsClientEndpointProvider told = AwsClientEndpointProvider.builder()
                    .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_" + name.toUpperCase(Locale.ROOT))
                    .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + capitalized())
                    .serviceProfileProperty(name)
                    .serviceEndpointPrefix(name)
                    .defaultProtocol("https")
                    .region(Region.of(region))
                    .build();
            return told.isEndpointOverridden() ? told.clientEndpoint() : URI.create("https://" + host);
        }

        private String capitalized() {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    }

    /**
     * One call.
     *
     * @param path the operation's, of services that have one for each; otherwise {@code /}
     * @param target the header that names the operation; null for services with paths
     */
    record Call(Service service, String path, @Nullable String target, ObjectNode body) {

        /** In JSON 1.1, where a header names the operation. */
        static Call named(Service service, String target, ObjectNode body) {
            return new Call(service, "/", target, body);
        }

        /** In REST, where the path names the operation. */
        static Call at(Service service, String path, ObjectNode body) {
            return new Call(service, path, null, body);
        }
    }

    private final SdkHttpClient http;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SignedJson(SdkHttpClient http) {
        this.http = http;
    }

    /** An empty body, to be filled. */
    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    /**
     * What the service answers.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException as a client of the SDK would throw it: when the service
     *     refuses, does not answer, or what it answers cannot be read
     */
    JsonNode post(Call call, AwsCredentialsProvider credentials) {
        SignedRequest signed = signed(call, credentials);
        HttpExecuteRequest request = HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(null))
                .build();
        try {
            HttpExecuteResponse response = http.prepareRequest(request).call();
            JsonNode answer = read(response);
            if (response.httpResponse().statusCode() != OK) {
                throw refused(call, response, answer);
            }
            return answer;
        } catch (IOException e) {
            throw SdkClientException.create(
                    "no answer from " + call.service().name() + ": "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    private SignedRequest signed(Call call, AwsCredentialsProvider credentials) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(call.service().endpoint())
                .encodedPath(call.path());
        if (call.target() == null) {
            request.putHeader("Content-Type", "application/json");
        } else {
            request.putHeader("Content-Type", "application/x-amz-json-1.1").putHeader("X-Amz-Target", call.target());
        }
        byte[] body = call.body().toString().getBytes(UTF_8);
        request.putHeader("Content-Length", String.valueOf(body.length));
        SdkHttpRequest unsigned = request.build();
        return signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(unsigned)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(
                        AwsV4HttpSigner.SERVICE_SIGNING_NAME, call.service().name())
                .putProperty(AwsV4HttpSigner.REGION_NAME, call.service().region()));
    }

    /** An object, or nothing when an error has no body of JSON. */
    private static JsonNode read(HttpExecuteResponse response) throws IOException {
        byte[] bytes;
        InputStream body = response.responseBody().orElse(null);
        if (body == null) {
            return body();
        }
        try (body) {
            bytes = body.readNBytes(LARGEST_ANSWER + 1);
        }
        if (bytes.length > LARGEST_ANSWER) {
            throw new IOException("the answer is longer than " + LARGEST_ANSWER + " bytes");
        }
        try {
            JsonNode read = JSON.readTree(bytes);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            if (response.httpResponse().statusCode() == OK) {
                throw e;
            }
        }
        if (response.httpResponse().statusCode() == OK) {
            throw new IOException("the answer is not a JSON object");
        }
        return body();
    }

    private static AwsServiceException refused(Call call, HttpExecuteResponse response, JsonNode answer) {
        String type = response.httpResponse()
                .firstMatchingHeader("x-amzn-ErrorType")
                .orElse(answer.path("__type").asText(answer.path("code").asText()));
        String message = answer.path("message").asText(answer.path("Message").asText());
        return AwsServiceException.builder()
                .statusCode(response.httpResponse().statusCode())
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(call.service().name())
                        .errorCode(code(type))
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** Of {@code com.amazonaws…#AccessDeniedException:http://…} what is in the middle. */
    private static String code(String type) {
        String named = type.substring(type.indexOf('#') + 1);
        int end = named.indexOf(':');
        return end < 0 ? named : named.substring(0, end);
    }
}
