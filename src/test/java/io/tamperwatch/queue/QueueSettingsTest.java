package io.tamperwatch.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSettingsTest {

    private static QueueConfig config(@Nullable String url, String giveUpAfter) {
        return () -> Map.of("fast", new QueueConfig.Queue() {
            @Override
            public Optional<String> queueUrl() {
                return Optional.ofNullable(url);
            }

            @Override
            public String giveUpAfter() {
                return giveUpAfter;
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-west-1.amazonaws.com/111122223333/fast, eu-west-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/fast.fifo, cn-north-1",
        "http://127.0.0.1:4566/111122223333/fast,"
    })
    void knowsTheRegionFromTheUrl(String url, @Nullable String region) {
        assertThat(QueueSettings.of(config(url, "2h")))
                .containsExactly(new QueueSettings("fast", url, Optional.ofNullable(region), Duration.ofHours(2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://sqs.eu-west-1.amazonaws.com/fast | 24h | tamperwatch.sqs.fast.queue-url = "https://sqs.eu-west-1.amazonaws.com/fast" is not valid: the URL of a queue is required
        arn:aws:sqs:eu-west-1:111122223333:fast  | 24h | tamperwatch.sqs.fast.queue-url = "arn:aws:sqs:eu-west-1:111122223333:fast" is not valid
                                                 | 24h | tamperwatch.sqs.fast.queue-url = "" is not valid: the URL of a queue is required
        https://sqs.eu-west-1.amazonaws.com/111122223333/fast | 1s | tamperwatch.sqs.fast.give-up-after = "1s" is not valid: a duration from 1m to 14d
        """)
    void refusesWhatIsNoQueue(@Nullable String url, String giveUpAfter, String message) {
        assertThatThrownBy(() -> QueueSettings.of(config(url, giveUpAfter)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void readsNoQueueUnlessOneIsNamed() {
        assertThat(QueueSettings.of(Map::of)).isEmpty();
    }
}
