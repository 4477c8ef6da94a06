package io.tamperwatch.emulator;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The real SDK's clients, which repeat nothing by themselves. */
final class TestingClients {

    private TestingClients() {}

    static AwsCredentials longTerm(String accessKeyId) {
        return AwsBasicCredentials.create(accessKeyId, "any");
    }

    static CloudTrailClient cloudTrail(URI url, AwsCredentials credentials) {
        return configure(CloudTrailClient.builder(), url, credentials, Region.US_EAST_1)
                .build();
    }

    static IamClient iam(URI url, AwsCredentials credentials) {
        return configure(IamClient.builder(), url, credentials, Region.US_EAST_1)
                .build();
    }

    static StsClient sts(URI url, AwsCredentials credentials, Region region) {
        return configure(StsClient.builder(), url, credentials, region).build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, URI url, AwsCredentials credentials, Region region) {
        return builder.endpointOverride(url)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }
}
