package io.tamperwatch.aws;

import io.tamperwatch.event.Partition;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** The Region the SDK is configured for. */
final class OwnRegion {

    private OwnRegion() {}

    /**
     * Without one, the commercial partition's home Region. The instance metadata, which the SDK would go on to ask, is left
     * alone: where it does not answer, every start would wait for it.
     */
    static String find() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion()
                    .id();
        } catch (SdkClientException e) {
            return Partition.AWS.homeRegion();
        }
    }
}
