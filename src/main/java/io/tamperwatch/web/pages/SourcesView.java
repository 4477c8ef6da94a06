package io.tamperwatch.web.pages;

import io.tamperwatch.account.DiscoveryReport;
import io.tamperwatch.account.Standing;
import io.tamperwatch.queue.QueueReport;
import io.tamperwatch.watch.AwsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts come from, what was announced that no poll has shown yet, and whether the clock is AWS's.
 *
 * @param found null where no organization is configured
 * @param hints queues in which something waits
 * @param clock how this machine's clock is off; null where it is not
 */
record SourcesView(
        @Nullable Found found, List<Hint> hints, @Nullable String clock) {

    static final SourcesView NONE = new SourcesView(null, List.of(), null);

    SourcesView {
        hints = List.copyOf(hints);
    }

    /**
     * The accounts of the organization.
     *
     * @param others those that are not watched, and why; null when there are none
     * @param listed null where this process has not got the list
     * @param trouble why the last attempt failed; null when it did not
     */
    record Found(
            String watched,
            @Nullable String others,
            Shown.@Nullable Time listed,
            @Nullable String trouble) {}

    /** @param since when the one that has waited longest was first looked up */
    record Hint(String waiting, String queue, Shown.@Nullable Time since) {}

    static SourcesView of(
            Optional<DiscoveryReport> discovery,
            List<QueueReport> queues,
            Optional<AwsTime.Comparison> time,
            Instant now) {
        return new SourcesView(
                discovery.map(report -> found(report, now)).orElse(null),
                queues.stream()
                        .filter(queue -> queue.unconfirmed() > 0)
                        .map(queue -> hint(queue, now))
                        .toList(),
                time.filter(AwsTime.Comparison::isOff)
                        .map(AwsTime.Comparison::ahead)
                        .map(SourcesView::clock)
                        .orElse(null));
    }

    private static String clock(Duration ahead) {
        return ahead.abs().toSeconds() + (ahead.isNegative() ? " seconds behind AWS’s" : " seconds ahead of AWS’s");
    }

    private static Found found(DiscoveryReport report, Instant now) {
        long watched = report.accounts().getOrDefault(Standing.WATCHED, 0L);
        String others = Arrays.stream(Standing.values())
                .filter(standing ->
                        standing != Standing.WATCHED && report.accounts().getOrDefault(standing, 0L) > 0)
                .map(standing -> report.accounts().get(standing) + " " + standing.label())
                .collect(Collectors.joining(", "));
        return new Found(
                watched + (watched == 1 ? " account" : " accounts"),
                others.isEmpty() ? null : others,
                Shown.Time.ofNullable(report.listedAt(), now),
                Shown.nullable(report.error()));
    }

    private static Hint hint(QueueReport queue, Instant now) {
        String waiting = queue.unconfirmed() == 1 ? "1 hint waits" : queue.unconfirmed() + " hints wait";
        return new Hint(waiting, Shown.text(queue.queue()), Shown.Time.ofNullable(queue.since(), now));
    }
}
