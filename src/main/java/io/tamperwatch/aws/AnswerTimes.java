package io.tamperwatch.aws;

import io.quarkus.runtime.Startup;
import io.tamperwatch.series.Families;
import io.tamperwatch.series.Family;
import io.tamperwatch.watch.AwsTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Compares this machine's clock with the {@code Date} of AWS's answers. An answer is dated between its request and its arrival, in
 * whole seconds: what lies outside of that is the clocks' difference, whatever the network takes.
 */
@Startup
@ApplicationScoped
class AnswerTimes implements AwsTime, ExecutionInterceptor {

    private static final Logger LOG = Logger.getLogger(AnswerTimes.class);

    private static final Family AHEAD = Family.gauge(
            "tamperwatch_clock_ahead_seconds",
            "By how much this machine's clock is ahead of AWS's at least, behind it when negative");

    private static final ExecutionAttribute<Instant> SENT = new ExecutionAttribute<>("tamperwatch.sent");

    private final Clock clock;
    private volatile @Nullable Comparison latest;
    private boolean told;

    AnswerTimes(Clock clock, Families families) {
        this.clock = clock;
        families.publish(AHEAD, samples -> samples.add(aheadSeconds()));
    }

    @Override
    public Optional<Comparison> compared() {
        return Optional.ofNullable(latest);
    }

    private double aheadSeconds() {
        return compared().map(Comparison::ahead).orElse(Duration.ZERO).toSeconds();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT, clock.instant());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Instant sent = attributes.getAttribute(SENT);
        Instant dated = context.httpResponse()
                .firstMatchingHeader("Date")
                .map(AnswerTimes::read)
                .orElse(null);
        if (sent != null && dated != null) {
            compare(sent, dated, clock.instant());
        }
    }

    private static @Nullable Instant read(String date) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    void compare(Instant sent, Instant dated, Instant arrived) {
        Duration ahead = Duration.ZERO;
        if (dated.plusSeconds(1).isBefore(sent)) {
            ahead = Duration.between(dated.plusSeconds(1), sent);
        } else if (dated.isAfter(arrived)) {
            ahead = Duration.between(dated, arrived);
        }
        Comparison compared = new Comparison(Duration.ofSeconds(ahead.toSeconds()), arrived);
        latest = compared;
        tell(compared);
    }

    private synchronized void tell(Comparison compared) {
        boolean off = compared.isOff();
        if (off && !told) {
            LOG.warnf(
                    "this machine's clock is not AWS's, set it right aheadSeconds=%s",
                    compared.ahead().toSeconds());
        } else if (!off && told) {
            LOG.info("this machine's clock is AWS's again");
        }
        told = off;
    }
}
