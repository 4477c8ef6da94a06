package io.tamperwatch.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account as a test configures it. */
record TestingAccount(
        @Nullable String role,
        @Nullable String id,
        @Nullable String places) implements AccountsConfig.Account {

    static TestingAccount of(@Nullable String role) {
        return new TestingAccount(role, null, null);
    }

    @Override
    public Optional<String> roleArn() {
        return Optional.ofNullable(role);
    }

    @Override
    public Optional<String> externalId() {
        return Optional.ofNullable(id);
    }

    @Override
    public Optional<String> regions() {
        return Optional.ofNullable(places);
    }
}
