package io.tamperwatch;

import io.quarkus.runtime.ImageMode;

/**
 * How many threads of the operating system carry the virtual ones on the JVM.
 *
 * <p>A virtual thread that loads a class keeps its carrier while it waits for the lock of a jar, and whoever has that lock
 * may itself be waiting for a carrier. With the JDK's default, one carrier a processor, two threads that load classes are
 * enough on a small machine to stop all virtual threads for good. The native executable loads no classes.
 */
final class CarrierThreads {

    /** Read by the JDK once, when it makes the first virtual thread. */
    static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private static final int AT_LEAST = 32;

    private CarrierThreads() {}

    /** To be called before there is a virtual thread. What the operator has set stays. */
    static void provide() {
        if (!ImageMode.current().isNativeImage() && System.getProperty(PARALLELISM) == null) {
            int carriers = Math.max(AT_LEAST, Runtime.getRuntime().availableProcessors());
            System.setProperty(PARALLELISM, String.valueOf(carriers));
        }
    }
}
