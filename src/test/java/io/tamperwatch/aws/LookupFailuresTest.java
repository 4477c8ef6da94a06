package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.watch.LookupOutcome.CredentialsUnusable;
import io.tamperwatch.watch.LookupOutcome.Unavailable;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class LookupFailuresTest {

    @Test
    void saysWhatEachSourceOfCredentialsLacksAndNotHowTheSdkListsThem() {
        SdkClientException none =
                SdkClientException.create("Unable to load credentials from any of the providers in the chain"
                        + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(),"
                        + " ProfileCredentialsProvider()]) : [SystemPropertyCredentialsProvider(): nothing set,"
                        + " ProfileCredentialsProvider(): no profile]");
        assertThat(LookupFailures.ofCredentials(none))
                .isEqualTo(new CredentialsUnusable(
                        "no AWS credentials found: SystemPropertyCredentialsProvider(): nothing set,"
                                + " ProfileCredentialsProvider(): no profile"));
    }

    /** It is nothing a new key would mend. */
    @Test
    void doesNotBlameCredentialsForAnStsThatDoesNotAnswer() {
        SdkClientException silent = SdkClientException.create(
                "Unable to execute HTTP request: Read timed out", new SocketTimeoutException("Read timed out"));
        assertThat(LookupFailures.ofCredentials(silent))
                .isEqualTo(new Unavailable("STS: Unable to execute HTTP request: Read timed out"));
    }
}
