package io.tamperwatch.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** The keys under {@code tamperwatch.poll}, as text; {@link PollSettings} says what they mean. */
@ConfigMapping(prefix = "tamperwatch.poll")
interface PollConfig {

    @WithDefault("60s")
    String every();

    @WithDefault("2h")
    String lookback();

    @WithDefault("7d")
    String backfill();

    @WithName("sweep.every")
    @WithDefault("6h")
    String sweepEvery();

    @WithName("sweep.window")
    @WithDefault("24h")
    String sweepWindow();

    @WithDefault("1")
    String budget();
}
