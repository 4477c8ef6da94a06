package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierThreadsTest {

    private final String before = System.getProperty(CarrierThreads.PARALLELISM);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(CarrierThreads.PARALLELISM);
        } else {
            System.setProperty(CarrierThreads.PARALLELISM, before);
        }
    }

    @Test
    void aSmallMachineHasManyMoreCarriersThanProcessors() {
        System.clearProperty(CarrierThreads.PARALLELISM);

        CarrierThreads.provide();

        assertThat(Integer.getInteger(CarrierThreads.PARALLELISM)).isGreaterThanOrEqualTo(32);
    }

    @Test
    void whatTheOperatorHasSetStays() {
        System.setProperty(CarrierThreads.PARALLELISM, "3");

        CarrierThreads.provide();

        assertThat(Integer.getInteger(CarrierThreads.PARALLELISM)).isEqualTo(3);
    }
}
