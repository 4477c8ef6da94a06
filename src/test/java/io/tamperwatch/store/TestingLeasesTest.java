package io.tamperwatch.store;

import io.tamperwatch.replica.LeaseStore;
import io.tamperwatch.replica.TestingLeases;
import java.time.Clock;
import java.time.Duration;

class TestingLeasesTest extends LeaseContract {

    private Duration passed = Duration.ZERO;

    @Override
    LeaseStore open() {
        Clock frozen = Clock.fixed(Samples.NOON, java.time.ZoneOffset.UTC);
        return new TestingLeases(new Clock() {
            @Override
            public java.time.Instant instant() {
                return frozen.instant().plus(passed);
            }

            @Override
            public java.time.ZoneId getZone() {
                return frozen.getZone();
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException("always UTC");
            }
        });
    }

    @Override
    void pass(Duration time) {
        passed = passed.plus(time);
    }
}
