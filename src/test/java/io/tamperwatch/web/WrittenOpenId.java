package io.tamperwatch.web;

import io.tamperwatch.setting.ExternalUrl;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of an OpenID provider as somebody may have written them. */
record WrittenOpenId(Map<String, String> values) implements SecuritySettings.OpenIdSettings {

    /** What has to be said at least. */
    static final WrittenOpenId MINIMAL =
            new WrittenOpenId(Map.of("issuer", "https://id.example.com/realm", "client-id", "tamperwatch"));

    static final ExternalUrl EXTERNAL = ExternalUrl.of(Optional.of("https://tamperwatch.example.com"));

    /** The same with another value; an empty one is none. */
    WrittenOpenId with(String key, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(key, value);
        return new WrittenOpenId(changed);
    }

    private Optional<String> given(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    @Override
    public Optional<String> issuer() {
        return given("issuer");
    }

    @Override
    public Optional<String> clientId() {
        return given("client-id");
    }

    @Override
    public Optional<String> clientSecret() {
        return given("client-secret");
    }

    @Override
    public Optional<String> audience() {
        return given("audience");
    }

    @Override
    public String rolesClaim() {
        return values.getOrDefault("roles-claim", "roles");
    }

    @Override
    public String nameClaim() {
        return values.getOrDefault("name-claim", "sub");
    }

    @Override
    public String viewers() {
        return values.getOrDefault("viewers", "viewer");
    }

    @Override
    public String responders() {
        return values.getOrDefault("responders", "responder");
    }

    @Override
    public String admins() {
        return values.getOrDefault("admins", "admin");
    }

    @Override
    public String scopes() {
        return values.getOrDefault("scopes", "openid");
    }
}
