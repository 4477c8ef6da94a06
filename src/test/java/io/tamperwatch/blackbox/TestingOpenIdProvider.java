package io.tamperwatch.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider on the loopback interface: discovery, keys, authorization endpoint and token endpoint. Whoever comes is
 * logged in as whom the test says, without a password.
 */
final class TestingOpenIdProvider implements AutoCloseable {

    static final String CLIENT = "tamperwatch";
    static final String SECRET = "the client's secret: 32 characters";

    private record Granted(String challenge, String nonce, String redirectUri) {}

    private final HttpServer server;
    private final KeyPair keys = keys();
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private volatile Consumer<ObjectNode> whoever = claims -> {};

    private TestingOpenIdProvider(HttpServer server) {
        this.server = server;
    }

    static TestingOpenIdProvider start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var provider = new TestingOpenIdProvider(server);
            server.createContext("/", provider::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on these are the claims of whoever logs in, besides the usual ones. */
    void logsIn(Consumer<ObjectNode> claims) {
        whoever = claims;
    }

    /** A token as it should be, with what is changed in it. */
    String token(Consumer<ObjectNode> change) {
        ObjectNode claims = Answer.JSON
                .createObjectNode()
                .put("iss", issuer())
                .put("aud", CLIENT)
                .put("sub", "u-1")
                .put("iat", Instant.now().getEpochSecond())
                .put("exp", Instant.now().plusSeconds(300).getEpochSecond());
        change.accept(claims);
        return signed("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}", claims.toString(), keys);
    }

    /** A token that looks right and is signed by somebody else. */
    String forged() {
        return signed("{\"alg\":\"RS256\",\"kid\":\"k1\"}", claimsOf(admin()), keys());
    }

    /** A token that says it needs no signature. */
    String unsigned() {
        return encoded("{\"alg\":\"none\"}") + "." + encoded(claimsOf(admin())) + ".";
    }

    private String admin() {
        return token(claims -> claims.putArray("roles").add("admin"));
    }

    private static String claimsOf(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> send(exchange, 200, discovery());
                case "/keys" -> send(exchange, 200, published());
                case "/authorize" -> authorize(exchange);
                case "/token" -> exchangeCode(exchange);
                default -> send(exchange, 404, "{}");
            }
        }
    }

    private String discovery() {
        ObjectNode document = Answer.JSON
                .createObjectNode()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys");
        document.putArray("response_types_supported").add("code");
        return document.toString();
    }

    private String published() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ObjectNode document = Answer.JSON.createObjectNode();
        document.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "k1")
                .put("n", unsigned(key.getModulus()))
                .put("e", unsigned(key.getPublicExponent()));
        return document.toString();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id")) || !"S256".equals(asked.get("code_challenge_method"))) {
            send(exchange, 400, "{}");
            return;
        }
        String code = UUID.randomUUID().toString();
        String redirectUri = Objects.requireNonNull(asked.get("redirect_uri"));
        codes.put(
                code,
                new Granted(
                        Objects.requireNonNull(asked.get("code_challenge")),
                        Objects.requireNonNull(asked.get("nonce")),
                        redirectUri));
        exchange.getResponseHeaders().add("Location", redirectUri + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private void exchangeCode(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Granted granted = codes.remove(asked.getOrDefault("code", ""));
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (granted == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !granted.redirectUri().equals(asked.get("redirect_uri"))
                || !granted.challenge().equals(challenge(asked.get("code_verifier")))) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String id = token(claims -> {
            claims.put("nonce", granted.nonce());
            whoever.accept(claims);
        });
        send(
                exchange,
                200,
                Answer.JSON
                        .createObjectNode()
                        .put("token_type", "Bearer")
                        .put("access_token", id)
                        .put("id_token", id)
                        .put("expires_in", 300)
                        .toString());
    }

    private static String challenge(@Nullable String verifier) {
        try {
            byte[] text = Objects.requireNonNullElse(verifier, "").getBytes(StandardCharsets.US_ASCII);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> List.of(field.split("=", 2)))
                .collect(Collectors.toMap(
                        List::getFirst, field -> URLDecoder.decode(field.getLast(), StandardCharsets.UTF_8)));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String signed(String header, String claims, KeyPair with) {
        String text = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
