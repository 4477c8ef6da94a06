package io.tamperwatch.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;

/** Makes the shares that the store asks for. */
class SharesProducer {

    @Produces
    @Singleton
    Shares shares(LeaseStore store, MeterRegistry registry, Clock clock) {
        String name = name();
        Shares shares = store.isShared() ? new Leased(store, name, clock) : new Alone(name);
        Gauge.builder("tamperwatch.replicas", shares, Shares::replicas)
                .description("Replicas that share the store, as this one knows; 0 while it cannot tell")
                .strongReference(true)
                .register(registry);
        return shares;
    }

    /** A pod's name, which is its host's; where it is not alone on its host, with the process id. */
    private static String name() {
        long pid = ProcessHandle.current().pid();
        return pid == 1 ? host() : host() + "-" + pid;
    }

    private static String host() {
        String given = System.getenv("HOSTNAME");
        if (given != null && !given.isBlank()) {
            return given;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "replica";
        }
    }
}
