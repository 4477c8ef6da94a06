package io.tamperwatch.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** The keys under {@code tamperwatch.sqs}, as text; {@link QueueSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.sqs")
interface QueueConfig {

    @WithParentName
    Map<String, Queue> byName();

    /** One queue's keys. */
    interface Queue {
        Optional<String> queueUrl();

        @WithDefault("24h")
        String giveUpAfter();
    }
}
