package io.tamperwatch.emulator;

import java.time.Duration;

/** Something that goes wrong with a request. */
public sealed interface Fault {

    /** The service refuses; written in the protocol of the request. The operation is not carried out. */
    record Refusal(int status, String code, String message) implements Fault {}

    /** The true answer, after a while of real time. */
    record Slow(Duration delay) implements Fault {}

    /** Half of the true answer, then the connection closes. The operation has been carried out. */
    record Truncated() implements Fault {}

    /** Half of the true answer as if it were all of it. The operation has been carried out. */
    record Garbled() implements Fault {}

    /** The connection closes without an answer. The operation is not carried out. */
    record Dropped() implements Fault {}

    /** The connection stays open, and nothing comes. The operation is not carried out. */
    record Silent() implements Fault {}

    /** The headers and half of the true answer, then nothing; the connection stays open. The operation has been carried out. */
    record Stalled() implements Fault {}

    /** The headers, then the true answer one byte after the other. The operation has been carried out. */
    record Trickled(Duration each) implements Fault {}

    static Fault throttled() {
        return new Refusal(400, "ThrottlingException", "Rate exceeded");
    }

    static Fault internalError() {
        return new Refusal(500, "InternalFailure", "We encountered an internal error. Please try again.");
    }

    static Fault unavailable() {
        return new Refusal(503, "ServiceUnavailable", "Service is unable to handle request.");
    }

    static Fault expiredToken() {
        return new Refusal(403, "ExpiredToken", "The security token included in the request is expired");
    }

    static Fault denied(String message) {
        return new Refusal(403, "AccessDenied", message);
    }
}
