package io.tamperwatch.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the API says of itself: the committed document, at Quarkus's usual path and in its usual two formats. Making it when
 * the process starts, as the extension does, took a quarter of the time to the first answer.
 */
@Singleton
class OpenApiRoute {

    private static final String PATH = "/q/openapi";

    private static final String DOCUMENT = "/openapi/openapi.yaml";
    private static final String YAML = "application/yaml;charset=UTF-8";
    private static final String JSON = "application/json;charset=UTF-8";

    private final ObjectMapper json;

    OpenApiRoute(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        for (String suffix : List.of("", ".json", ".yaml", ".yml")) {
            router.route(HttpMethod.GET, PATH + suffix).handler(context -> answer(context, suffix));
            router.route(HttpMethod.HEAD, PATH + suffix).handler(context -> answer(context, suffix));
        }
    }

    private void answer(RoutingContext context, String suffix) {
        boolean asJson = isJson(
                suffix, context.queryParams().get("format"), context.request().getHeader(HttpHeaders.ACCEPT));
        byte[] document = read();
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asJson ? JSON : YAML)
                .end(Buffer.buffer(asJson ? toJson(document) : document));
    }

    /** The path decides, then the parameter, then what the client says it takes; YAML where nothing is said. */
    static boolean isJson(String suffix, @Nullable String format, @Nullable String accept) {
        if (!suffix.isEmpty()) {
            return suffix.equals(".json");
        }
        if (format != null) {
            return format.toLowerCase(Locale.ROOT).equals("json");
        }
        return accept != null && accept.contains("application/json");
    }

    private byte[] toJson(byte[] document) {
        try {
            return json.writeValueAsBytes(new YAMLMapper().readTree(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read() {
        try (InputStream stream = OpenApiRoute.class.getResourceAsStream(DOCUMENT)) {
            return Objects.requireNonNull(stream, DOCUMENT).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
