package io.tamperwatch.aws;

import io.tamperwatch.setting.Setting;
import java.time.Duration;

/**
 * How AWS is spoken to.
 *
 * @param timeout how long the whole answer to a request may take
 */
record AwsSettings(Duration timeout) {

    /** us-east-1 has been seen to take 35 seconds for a page. */
    static final AwsSettings USUAL = new AwsSettings(Duration.ofSeconds(60));

    static AwsSettings of(AwsConfig config) {
        return new AwsSettings(Setting.duration(
                "tamperwatch.aws.timeout", config.timeout(), Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }
}
