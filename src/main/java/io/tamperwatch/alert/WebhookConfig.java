package io.tamperwatch.alert;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The keys under {@code tamperwatch.webhook}, as text; {@link WebhookSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.webhook")
interface WebhookConfig {

    Optional<String> url();

    Optional<String> secret();

    Optional<String> caFile();
}
