package io.tamperwatch.web.pages;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.UserTagSectionHelper;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The product's own templates, without the rest of the product. */
final class TestingTemplates {

    private final Engine engine;

    TestingTemplates() {
        var builder = Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver());
        for (String tag : List.of("severity", "standing", "status", "when")) {
            builder.addSectionHelper(new UserTagSectionHelper.Factory(tag, "tags/" + tag));
        }
        engine = builder.addLocator(TestingTemplates::locate)
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .build();
    }

    /** For somebody who may act. */
    static Shell shell(String title, String path) {
        return new Shell(
                title,
                "ruth",
                true,
                true,
                "mark",
                "assets/tamperwatch.css",
                "assets/tamperwatch.js",
                "assets/icon.svg",
                "v1",
                Shell.tabs(path));
    }

    String render(String template, Map<String, ?> data) {
        var instance =
                Objects.requireNonNull(engine.getTemplate(template), template).instance();
        data.forEach(instance::data);
        return instance.render();
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String id) {
        try (var in = TestingTemplates.class.getResourceAsStream("/templates/" + id + ".html")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Location(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Location(String content) implements TemplateLocator.TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(content);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType("text/html"));
        }
    }
}
