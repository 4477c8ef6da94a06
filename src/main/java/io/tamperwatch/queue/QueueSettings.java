package io.tamperwatch.queue;

import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.setting.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One queue.
 *
 * @param name its name in the configuration
 * @param region as its URL tells; empty where that is not one of AWS's own
 * @param giveUpAfter how long a hint may stay unconfirmed
 */
public record QueueSettings(String name, String url, Optional<String> region, Duration giveUpAfter) {

    private static final String PREFIX = "tamperwatch.sqs.";
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A queue keeps nothing for longer. */
    private static final Duration LONGEST = Duration.ofDays(14);

    private static final Pattern PATH = Pattern.compile("/\\d{12}/[\\w-]{1,80}(?:\\.fifo)?");
    private static final Pattern AWS_HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

    /** @throws InvalidSetting when a value is not allowed */
    static List<QueueSettings> of(QueueConfig config) {
        Map<String, QueueConfig.Queue> inOrder = new TreeMap<>(config.byName());
        return inOrder.entrySet().stream()
                .map(queue -> of(queue.getKey(), queue.getValue()))
                .toList();
    }

    private static QueueSettings of(String name, QueueConfig.Queue queue) {
        String key = PREFIX + name + ".queue-url";
        String url = queue.queueUrl().orElse("").strip();
        String allowed = "the URL of a queue is required, for example"
                + " https://sqs.us-east-1.amazonaws.com/111122223333/tamperwatch";
        if (url.isEmpty()) {
            throw new InvalidSetting(key, url, allowed);
        }
        var parsed = Setting.httpUrl(key, url);
        if (!PATH.matcher(parsed.getPath()).matches()) {
            throw new InvalidSetting(key, url, allowed);
        }
        Matcher host = AWS_HOST.matcher(parsed.getHost());
        return new QueueSettings(
                name,
                url,
                host.matches() ? Optional.of(host.group(1)) : Optional.empty(),
                Setting.duration(PREFIX + name + ".give-up-after", queue.giveUpAfter(), SHORTEST, LONGEST));
    }
}
