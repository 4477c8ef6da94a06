package io.tamperwatch.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/**
 * Examples of what goes over the wire, by operation and by the name of a shared answer; a test takes them from a running
 * product and holds them against the schemas.
 */
record ApiExamples(Map<String, Object> requests, Map<String, Object> answers) {

    private static final String FILE = "/openapi/examples.json";

    static ApiExamples read() {
        try (InputStream file = ApiExamples.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("no " + FILE);
            }
            Map<String, Map<String, Object>> all =
                    new ObjectMapper().readValue(file, new TypeReference<Map<String, Map<String, Object>>>() {});
            return new ApiExamples(all.getOrDefault("requests", Map.of()), all.getOrDefault("answers", Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::addTo);
        document.getComponents().getResponses().forEach((name, answer) -> set(answer.getContent(), answers.get(name)));
        document.getComponents()
                .getRequestBodies()
                .forEach((name, request) -> set(request.getContent(), requests.get(name)));
    }

    private void addTo(Operation operation) {
        String id = operation.getOperationId();
        Stream.of("200", "201")
                .map(status -> operation.getResponses().getAPIResponse(status))
                .filter(answer -> answer != null && answer.getContent() != null)
                .forEach(answer -> {
                    set(answer.getContent(), answers.get(id));
                    answer.getContent().getMediaTypes().forEach((type, media) -> {
                        Object text = answers.get(id + " " + type);
                        if (text != null) {
                            media.setExample(text);
                        }
                    });
                });
        if (operation.getRequestBody() != null) {
            set(operation.getRequestBody().getContent(), requests.get(id));
        }
    }

    /** The example of what is JSON. */
    private static void set(@Nullable Content content, @Nullable Object example) {
        if (content == null || example == null) {
            return;
        }
        content.getMediaTypes().forEach((type, media) -> {
            if (type.endsWith("json")) {
                media.setExample(example);
            }
        });
    }
}
