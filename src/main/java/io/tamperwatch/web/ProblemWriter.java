package io.tamperwatch.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Ends requests that never reach a REST method with a problem. */
@Singleton
class ProblemWriter {

    private final ObjectMapper json;
    private final ProblemPage page;

    ProblemWriter(ObjectMapper json, ProblemPage page) {
        this.json = json;
        this.page = page;
    }

    void end(RoutingContext context, Problem problem) {
        if (context.response().ended() || page.answer(context, problem.status(), problem.title(), problem.detail())) {
            return;
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(bytes(problem)));
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
