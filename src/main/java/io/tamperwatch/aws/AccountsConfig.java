package io.tamperwatch.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** The keys under {@code tamperwatch.accounts}, as text; {@link AccountSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.accounts")
interface AccountsConfig {

    @WithParentName
    Map<String, Account> byName();

    /** One account's keys. */
    interface Account {
        Optional<String> roleArn();

        Optional<String> externalId();

        Optional<String> regions();
    }
}
