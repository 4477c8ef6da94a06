package io.tamperwatch.watch;

/**
 * One account and Region polled.
 *
 * @param account the account's name in the configuration; {@code default} when none is configured
 * @param region for example {@code us-east-1}
 */
public record WatchKey(String account, String region) {

    @Override
    public String toString() {
        return account + "/" + region;
    }
}
