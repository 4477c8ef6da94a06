package io.tamperwatch.web;

import io.tamperwatch.watch.AwsTime;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** This machine is slow. */
@Alternative
@Singleton
class TestingAwsTime implements AwsTime {

    @Override
    public Optional<Comparison> compared() {
        return Optional.of(new Comparison(Duration.ofSeconds(-42), Samples.TEN));
    }
}
