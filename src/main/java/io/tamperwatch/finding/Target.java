package io.tamperwatch.finding;

import org.jspecify.annotations.Nullable;

/**
 * The credential anchor the call was aimed at. Members are null when the detection has no such thing or the record does
 * not say.
 *
 * @param kind from the catalogue, for example {@code signing-certificate}
 * @param resource name, id or ARN of whatever else was touched: an access key, an MFA device, a trail
 */
public record Target(
        String kind,
        @Nullable String userName,
        @Nullable String certificateId,
        @Nullable String providerArn,
        @Nullable String clientId,
        @Nullable String resource) {}
