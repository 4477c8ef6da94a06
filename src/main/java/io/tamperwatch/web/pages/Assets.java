package io.tamperwatch.web.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Style sheet, script and icon. Each is served under a name that holds its digest, so that browsers keep it and a new version
 * never meets an old one. Made when first asked for, since no program ever asks.
 */
@ApplicationScoped
class Assets {

    static final String PATH = "/assets/";

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private record Asset(String name, String address, String type, Buffer content) {

        static Asset of(String name) {
            int dot = name.lastIndexOf('.');
            byte[] content = read("/pages/" + name);
            String address = PATH + name.substring(0, dot) + "-" + Digest.of(content) + name.substring(dot);
            return new Asset(
                    name, address, Objects.requireNonNull(TYPES.get(name.substring(dot + 1))), Buffer.buffer(content));
        }

        private static byte[] read(String resource) {
            try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
                return Objects.requireNonNull(stream, resource).readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Map<String, Asset> byAddress = List.of("tamperwatch.css", "tamperwatch.js", "icon.svg").stream()
            .map(Asset::of)
            .collect(Collectors.toUnmodifiableMap(Asset::address, asset -> asset));

    /** Where it is served. */
    String address(String name) {
        return byAddress.values().stream()
                .filter(asset -> asset.name().equals(name))
                .findFirst()
                .orElseThrow()
                .address();
    }

    /** Serves it, or leaves the request to others. */
    void serve(RoutingContext context) {
        Asset asset = byAddress.get(context.normalizedPath());
        if (asset == null) {
            context.next();
            return;
        }
        context.response()
                .putHeader("Content-Type", asset.type())
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                .end(asset.content());
    }
}
