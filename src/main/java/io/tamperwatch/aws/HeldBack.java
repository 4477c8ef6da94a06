package io.tamperwatch.aws;

import io.tamperwatch.watch.Departure;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Holds a signed request back until it may depart, when it says so. */
final class HeldBack implements ExecutionInterceptor {

    /** Until when. */
    static final ExecutionAttribute<Departure> UNTIL = new ExecutionAttribute<>("tamperwatch.departure");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Departure departure = attributes.getAttribute(UNTIL);
        if (departure == null) {
            return;
        }
        try {
            departure.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("given up before it was sent");
        }
    }
}
