package io.tamperwatch.evidence;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The keys under {@code tamperwatch.evidence}, as text; {@link SigningKey} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.evidence")
interface EvidenceConfig {

    Optional<String> key();

    Optional<String> keyFile();

    Optional<String> keyId();
}
