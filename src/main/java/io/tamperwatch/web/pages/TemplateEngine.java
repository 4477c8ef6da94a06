package io.tamperwatch.web.pages;

import io.quarkus.arc.All;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.ParserHook;
import io.quarkus.qute.Qute;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.runtime.ContentTypes;
import io.quarkus.qute.runtime.EngineProducer;
import io.quarkus.qute.runtime.QuteConfig;
import io.quarkus.qute.runtime.QuteRecorder.QuteContext;
import io.quarkus.qute.runtime.QuteRuntimeConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.LocalesBuildTimeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/**
 * Reads the templates when the first page is asked for. As Quarkus has it, by the bean that application.properties leaves
 * out, they are read at the start, which was a fifth of it. The build has checked them either way.
 */
class TemplateEngine {

    @Produces
    @ApplicationScoped
    Engine engine(
            QuteContext context,
            QuteConfig config,
            QuteRuntimeConfig runtimeConfig,
            Event<EngineBuilder> builderReady,
            Event<Engine> engineReady,
            ContentTypes contentTypes,
            LaunchMode launchMode,
            LocalesBuildTimeConfig locales,
            @All List<TemplateLocator> locators,
            @All List<SectionHelperFactory<?>> sectionHelpers,
            @All List<ValueResolver> valueResolvers,
            @All List<NamespaceResolver> namespaceResolvers,
            @All List<ParserHook> parserHooks) {
        new EngineProducer(
                context,
                config,
                runtimeConfig,
                builderReady,
                engineReady,
                contentTypes,
                launchMode,
                locales,
                locators,
                sectionHelpers,
                valueResolvers,
                namespaceResolvers,
                parserHooks);
        // where its constructor has put what it made
        return Qute.engine();
    }

    void forget(@Disposes Engine engine) {
        Qute.clearCache();
    }
}
