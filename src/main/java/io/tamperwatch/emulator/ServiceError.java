package io.tamperwatch.emulator;

/**
 * AWS refuses a call. An exception, as in AWS's own models, since it ends the operation wherever it is found out.
 */
public final class ServiceError extends RuntimeException {

    private final int status;
    private final String code;

    /**
     * @param status the HTTP status it is answered with
     * @param code the error code without a protocol's decoration, for example {@code NoSuchEntity}
     */
    public ServiceError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
