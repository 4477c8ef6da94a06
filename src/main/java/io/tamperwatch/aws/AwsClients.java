package io.tamperwatch.aws;

import io.tamperwatch.rights.RightsObserver;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The SDK clients, made when first needed and kept. Credentials, Region and endpoints are the SDK's own business: its
 * default chain and its own environment variables, nothing of ours in between. The SDK's retries are off, since every
 * request counts against the budget; the poll loop repeats what is worth repeating.
 */
@ApplicationScoped
class AwsClients {

    /** us-east-1 has been seen to take 35 seconds for a page. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final String SESSION_NAME = "tamperwatch";

    private record RegionalClient(String account, String region) {}

    private final Map<String, AccountSettings> accounts;
    private final List<AccountSettings> ordered;
    private final RightsObserver rights;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_WITHIN)
            .socketTimeout(ANSWER_WITHIN)
            .build();
    private final Map<RegionalClient, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
    private final Map<String, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();
    private final Map<String, StsClient> ownSts = new ConcurrentHashMap<>();

    AwsClients(AccountsConfig config) {
        this(config, (account, action, allowed) -> {});
    }

    /** @param rights hears what every call tells of the permissions */
    @Inject
    AwsClients(AccountsConfig config, RightsObserver rights) {
        this.rights = rights;
        // The JDK would send a POST again by itself when a kept connection breaks: a request nobody has paced.
        System.setProperty("sun.net.http.retryPost", "false");
        ordered = AccountSettings.of(config, ownRegion());
        accounts = new ConcurrentHashMap<>();
        ordered.forEach(account -> accounts.put(account.name(), account));
    }

    List<AccountSettings> accounts() {
        return ordered;
    }

    CloudTrailClient cloudTrail(String account, String region) {
        return cloudTrail.computeIfAbsent(
                new RegionalClient(account, region),
                wanted -> CloudTrailClient.builder()
                        .httpClient(http)
                        .region(Region.of(wanted.region()))
                        .credentialsProvider(credentials(wanted.account()))
                        .overrideConfiguration(once(wanted.account()))
                        .build());
    }

    /** IAM has one endpoint in each partition. */
    IamClient iam(String account) {
        return iam.computeIfAbsent(
                account,
                name -> IamClient.builder()
                        .httpClient(http)
                        .region(Region.of(settings(name).partition().homeRegion()))
                        .credentialsProvider(credentials(name))
                        .overrideConfiguration(once(name))
                        .build());
    }

    Partition partition(String account) {
        return settings(account).partition();
    }

    /** The account's home Region first, then the Regions it names. */
    List<String> regions(String account) {
        AccountSettings settings = settings(account);
        return Stream.concat(Stream.of(settings.partition().homeRegion()), settings.regions().stream())
                .distinct()
                .toList();
    }

    /**
     * The credentials an account is read with.
     *
     * @throws IllegalArgumentException for a name that is not configured
     */
    AwsCredentialsProvider credentials(String account) {
        return credentials.computeIfAbsent(account, name -> provider(settings(name)));
    }

    /**
     * The twelve digits behind an account's credentials, asked of STS.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when STS did not say
     */
    String callerAccountId(String account) {
        try (StsClient sts = sts(settings(account).partition().homeRegion(), credentials(account))) {
            return sts.getCallerIdentity().account();
        }
    }

    @PreDestroy
    void close() {
        cloudTrail.values().forEach(CloudTrailClient::close);
        iam.values().forEach(IamClient::close);
        credentials.values().forEach(AwsClients::closeIfCloseable);
        ownSts.values().forEach(StsClient::close);
        http.close();
    }

    private AccountSettings settings(String account) {
        AccountSettings settings = accounts.get(account);
        if (settings == null) {
            throw new IllegalArgumentException("no account is configured under this name: " + account);
        }
        return settings;
    }

    private AwsCredentialsProvider provider(AccountSettings account) {
        AccountSettings.Role role = account.role();
        if (role == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        StsClient sts = ownSts.computeIfAbsent(
                account.partition().homeRegion(),
                region -> sts(region, DefaultCredentialsProvider.builder().build()));
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(SESSION_NAME)
                        .externalId(role.externalId()))
                .build();
    }

    private StsClient sts(String region, AwsCredentialsProvider provider) {
        return StsClient.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(provider)
                .overrideConfiguration(once())
                .build();
    }

    private ClientOverrideConfiguration once(String account) {
        return once().toBuilder()
                .addExecutionInterceptor(new RightsListener(account, rights))
                .build();
    }

    private static ClientOverrideConfiguration once() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(ANSWER_WITHIN.plus(CONNECT_WITHIN))
                .addExecutionInterceptor(BodyLimit.OF_ANSWERS)
                .build();
    }

    /**
     * The Region the SDK is configured for; without one, the commercial partition's home Region. The instance metadata,
     * which the SDK would go on to ask, is left alone: where it does not answer, every start would wait for it.
     */
    private static String ownRegion() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion()
                    .id();
        } catch (SdkClientException e) {
            return Partition.AWS.homeRegion();
        }
    }

    private static void closeIfCloseable(AwsCredentialsProvider provider) {
        if (provider instanceof DefaultCredentialsProvider own) {
            own.close();
        } else if (provider instanceof StsAssumeRoleCredentialsProvider assumed) {
            assumed.close();
        }
    }
}
