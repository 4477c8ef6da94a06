package io.tamperwatch.account;

/**
 * How many accounts have every series of metrics at 0 from the first scrape on. Of a thousand accounts most series would be at 0 for
 * ever, and each takes memory in the Prometheus server: of accounts beyond these, a series is there once it has something to tell.
 */
public final class ZeroFill {

    public static final int ACCOUNTS = 250;

    private ZeroFill() {}
}
