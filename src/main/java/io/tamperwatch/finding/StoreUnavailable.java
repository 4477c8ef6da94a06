package io.tamperwatch.finding;

/**
 * The store cannot be read or written right now: it is away, full, read-only or locked. Nothing of the attempted change
 * was kept; the caller may try again.
 */
public class StoreUnavailable extends RuntimeException {

    public StoreUnavailable(String message) {
        super(message);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
