package io.tamperwatch.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.WebIdentityUse;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What was learned about a finding, as JSON text, member by member as the records declare it. A member that a later version
 * has added is null in what an earlier one wrote, so added members are nullable, and members are never renamed.
 */
@RegisterForReflection(
        targets = {
            SessionTrace.class,
            SessionTrace.Result.class,
            SessionTrace.Link.class,
            SessionTrace.Activity.class,
            SessionTrace.Deed.class,
            Actor.class,
            Outcome.class,
            Provenance.class,
            Impact.class,
            Impact.LostCertificate.class,
            Impact.Verdict.class,
            Impact.Owner.class,
            Impact.BlastRadius.class,
            Impact.Role.class,
            Impact.Usage.class,
            WebIdentityUse.class,
            WebIdentityUse.OfRole.class
        })
final class KnowledgeText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private KnowledgeText() {}

    /** Null when nothing of the aspect is known. */
    static @Nullable String write(Aspect aspect, Knowledge knowledge) {
        return switch (aspect) {
            case SESSION -> text(knowledge.session());
            case IMPACT -> text(knowledge.impact());
            case WEB_IDENTITY -> text(knowledge.use());
            // what is learned of it goes into the inventory
            case UPLOAD -> null;
        };
    }

    /** What was known, and this. */
    static Knowledge read(Aspect aspect, String text, Knowledge known) {
        return switch (aspect) {
            case SESSION -> known.with(value(text, SessionTrace.class));
            case IMPACT -> known.with(value(text, Impact.class));
            case WEB_IDENTITY -> known.with(value(text, WebIdentityUse.class));
            case UPLOAD -> known;
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("records of text and numbers are always JSON", e);
        }
    }

    private static <T> T value(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what the store holds is no JSON of this form", e);
        }
    }
}
