package io.tamperwatch.aws;

import io.tamperwatch.event.Partition;
import io.tamperwatch.rights.RightsObserver;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
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

    /** More than there are accounts whose IAM is read at the same time; one takes 20 kB and little time to be made again. */
    private static final int IAM_CLIENTS = 64;

    private static final String SESSION_NAME = "tamperwatch";

    private final AccountBook book;
    private final RightsObserver rights;
    private final ExecutionInterceptor answers;
    private final SdkHttpClient http;
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<String, IamClient> iam = new LinkedHashMap<>(2 * IAM_CLIENTS, 0.75f, true);
    private final Map<String, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();
    private final Map<String, StsClient> ownSts = new ConcurrentHashMap<>();

    AwsClients(AccountsConfig config) {
        this(config, (account, action, allowed) -> {});
    }

    AwsClients(AccountsConfig config, RightsObserver rights) {
        this(AccountBook.fixed(config), rights);
    }

    AwsClients(AccountBook book, RightsObserver rights) {
        this(book, rights, AwsSettings.USUAL, new ExecutionInterceptor() {});
    }

    @Inject
    AwsClients(AccountBook book, RightsObserver rights, AwsConfig config, AnswerTimes answers) {
        this(book, rights, AwsSettings.of(config), answers);
    }

    /**
     * The clients of these accounts.
     *
     * @param rights hears what every call tells of the permissions
     * @param answers sees every request and its answer
     */
    AwsClients(AccountBook book, RightsObserver rights, AwsSettings settings, ExecutionInterceptor answers) {
        this.book = book;
        this.rights = rights;
        this.answers = answers;
        this.http = Punctual.within(settings.timeout());
        // The JDK would send a POST again by itself when a kept connection breaks: a request nobody has paced.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    /** The accounts that are read. */
    List<AccountSettings> accounts() {
        return book.watched();
    }

    AccountBook book() {
        return book;
    }

    /** For services the SDK's modules here do not know. */
    SignedJson signed() {
        return new SignedJson(http);
    }

    /** One for all accounts, since a client takes a hundred times what its credentials do; whose it is, requests say: {@link #as}. */
    CloudTrailClient cloudTrail(String region) {
        return cloudTrail.computeIfAbsent(
                region,
                wanted -> CloudTrailClient.builder()
                        .httpClient(http)
                        .region(Region.of(wanted))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .overrideConfiguration(observed()
                                .addExecutionInterceptor(new HeldBack())
                                .build())
                        .build());
    }

    /** Makes a request that of an account. */
    Consumer<AwsRequestOverrideConfiguration.Builder> as(String account) {
        return request -> request.credentialsProvider(credentials(account))
                .putExecutionAttribute(RightsListener.ACCOUNT, account);
    }

    /**
     * IAM has one endpoint in each partition. Of the clients only those used last are kept: they have nothing of their own that
     * would have to be closed.
     */
    IamClient iam(String account) {
        synchronized (iam) {
            IamClient client = iam.get(account);
            if (client == null) {
                client = newIam(account);
                iam.put(account, client);
                if (iam.size() > IAM_CLIENTS) {
                    iam.remove(iam.keySet().iterator().next());
                }
            }
            return client;
        }
    }

    private IamClient newIam(String account) {
        return IamClient.builder()
                .httpClient(http)
                .region(Region.of(settings(account).partition().homeRegion()))
                .credentialsProvider(credentials(account))
                .overrideConfiguration(observed()
                        .putExecutionAttribute(RightsListener.ACCOUNT, account)
                        .build())
                .build();
    }

    Partition partition(String account) {
        return settings(account).partition();
    }

    /** The account's home Region first, then the Regions it names. */
    List<String> regions(String account) {
        AccountSettings settings = settings(account);
        return Stream.concat(Stream.of(settings.partition().homeRegion()), book.regions(settings).stream())
                .distinct()
                .toList();
    }

    /**
     * The credentials an account is read with.
     *
     * @throws IllegalArgumentException for a name that is not known
     */
    AwsCredentialsProvider credentials(String account) {
        return credentials.computeIfAbsent(
                account, name -> provider(settings(name).role()));
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
        credentials.values().forEach(AwsClients::closeIfCloseable);
        ownSts.values().forEach(StsClient::close);
        http.close();
    }

    /** What may list the organization. */
    AwsCredentialsProvider organizationCredentials() {
        // no account's name is empty
        return credentials.computeIfAbsent(
                "", none -> provider(book.organization().orElseThrow().reader()));
    }

    private AccountSettings settings(String account) {
        return book.find(account)
                .orElseThrow(() -> new IllegalArgumentException("no account is known under this name: " + account));
    }

    private AwsCredentialsProvider provider(AccountSettings.@Nullable Role role) {
        if (role == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        StsClient sts = ownSts.computeIfAbsent(
                role.partition().homeRegion(),
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
                .overrideConfiguration(once().build())
                .build();
    }

    private ClientOverrideConfiguration.Builder observed() {
        return once().addExecutionInterceptor(new RightsListener(rights));
    }

    private ClientOverrideConfiguration.Builder once() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .addExecutionInterceptor(answers)
                .addExecutionInterceptor(BodyLimit.OF_ANSWERS);
    }

    private static void closeIfCloseable(AwsCredentialsProvider provider) {
        if (provider instanceof DefaultCredentialsProvider own) {
            own.close();
        } else if (provider instanceof StsAssumeRoleCredentialsProvider assumed) {
            assumed.close();
        }
    }
}
