package io.tamperwatch.account;

import java.time.Instant;

/**
 * A Region that an account has, or has had, enabled.
 *
 * @param account the account's name
 * @param since when that became so, as far as was seen
 */
public record AccountRegion(String account, String region, boolean enabled, Instant since) {}
