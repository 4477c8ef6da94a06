package io.tamperwatch.finding;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The keys under {@code tamperwatch.retention}, as text; {@link Retention} is what is made of them. */
@ConfigMapping(prefix = "tamperwatch.retention")
interface RetentionConfig {

    /** How long ago a finding must have been resolved to be forgotten; never, when not given. */
    Optional<String> resolvedAfter();
}
