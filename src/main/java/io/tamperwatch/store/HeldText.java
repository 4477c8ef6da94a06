package io.tamperwatch.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.Kind;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Things of the inventory as JSON text, member by member as the records declare them. Members may be added when they are
 * nullable, and are never renamed.
 */
@RegisterForReflection(
        targets = {
            Held.Certificate.class,
            Held.OidcProvider.class,
            Held.SamlProvider.class,
            Held.Role.class,
            Held.Use.class
        })
final class HeldText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private HeldText() {}

    /** What makes it this version of the thing. */
    static String content(Held held) {
        return text(held instanceof Held.Role role ? new Held.Role(role.arn(), role.name(), role.trust(), null) : held);
    }

    /** What may change without making it another version; null for nothing. */
    static @Nullable String state(Held held) {
        return held instanceof Held.Role role && role.lastUsed() != null ? text(role.lastUsed()) : null;
    }

    static String owner(Held held) {
        return held instanceof Held.Certificate certificate ? Text.storable(certificate.userName()) : "";
    }

    static <T extends Held> T read(Class<T> type, String content, @Nullable String state) {
        T held = value(content, type);
        if (held instanceof Held.Role role && state != null) {
            return type.cast(new Held.Role(role.arn(), role.name(), role.trust(), value(state, Held.Use.class)));
        }
        return held;
    }

    static Kind kind(Class<? extends Held> type) {
        if (type == Held.Certificate.class) {
            return Kind.SIGNING_CERTIFICATE;
        }
        if (type == Held.OidcProvider.class) {
            return Kind.OIDC_PROVIDER;
        }
        return type == Held.SamlProvider.class ? Kind.SAML_PROVIDER : Kind.ROLE;
    }

    private static String text(Object value) {
        try {
            // half characters and NUL are escaped, so that every database takes the text
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("records of text are always JSON", e);
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
