package io.tamperwatch.aws;

import java.util.Map;
import java.util.Optional;

/** Settings of an organization from a map. */
record TestingOrganizationConfig(Map<String, String> values) implements OrganizationConfig {

    static OrganizationConfig of(Map<String, String> values) {
        return new TestingOrganizationConfig(values);
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<String> roleName() {
        return value("role-name");
    }

    @Override
    public Optional<String> externalId() {
        return value("external-id");
    }

    @Override
    public Optional<String> readerRoleArn() {
        return value("reader-role-arn");
    }

    @Override
    public Optional<String> readerExternalId() {
        return value("reader-external-id");
    }

    @Override
    public Optional<String> units() {
        return value("units");
    }

    @Override
    public Optional<String> exclude() {
        return value("exclude");
    }

    @Override
    public Optional<String> regions() {
        return value("regions");
    }

    @Override
    public String every() {
        return values.getOrDefault("every", "15m");
    }
}
