package io.tamperwatch.alert;

import java.util.Optional;
import java.util.function.Function;

/** The configuration of a command, which runs without the service and what maps its configuration. */
record ConfiguredByText(Function<String, Optional<String>> settings) {

    AlertmanagerConfig alertmanager() {
        return new AlertmanagerConfig() {

            @Override
            public Optional<String> urls() {
                return value("urls");
            }

            @Override
            public String severities() {
                return value("severities").orElse(AlertmanagerSettings.SEVERITIES);
            }

            @Override
            public String every() {
                return value("every").orElse(AlertmanagerSettings.EVERY);
            }

            @Override
            public String mostPerGroup() {
                return value("most-per-group").orElse(AlertmanagerSettings.MOST_PER_GROUP);
            }

            @Override
            public Optional<String> username() {
                return value("username");
            }

            @Override
            public Optional<String> password() {
                return value("password");
            }

            @Override
            public Optional<String> bearerToken() {
                return value("bearer-token");
            }

            @Override
            public Optional<String> caFile() {
                return value("ca-file");
            }

            private Optional<String> value(String key) {
                return settings.apply(AlertmanagerSettings.PREFIX + key);
            }
        };
    }

    WebhookConfig webhook() {
        return new WebhookConfig() {

            @Override
            public Optional<String> url() {
                return settings.apply(WebhookSettings.URL);
            }

            @Override
            public Optional<String> secret() {
                return settings.apply(WebhookSettings.SECRET);
            }

            @Override
            public Optional<String> caFile() {
                return settings.apply(WebhookSettings.CA_FILE);
            }
        };
    }
}
