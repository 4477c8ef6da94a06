package io.tamperwatch.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

class DevEmulatorTest {

    private final TestingClock clock = new TestingClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final Properties before = new Properties();

    @BeforeEach
    void remember() {
        before.putAll(System.getProperties());
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void theSdkFindsItWithoutBeingTold() {
        DevEmulator emulator = started();
        try (CloudTrailClient cloudTrail = CloudTrailClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                IamClient iam = IamClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
                StsClient sts = StsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            assertThat(cloudTrail
                            .lookupEvents(r -> r.lookupAttributes(
                                    a -> a.attributeKey("EventName").attributeValue("DeleteSigningCertificate")))
                            .events())
                    .extracting(Event::eventTime)
                    .containsExactly(Instant.parse("2026-11-19T09:31:40Z"));
            assertThat(iam.getUser().user().userName()).isEqualTo("tamperwatch");
            assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
        } finally {
            emulator.stop(new ShutdownEvent());
        }
    }

    @Test
    void keepsItsAddressOverALiveReload() {
        started().stop(new ShutdownEvent());
        String address = System.getProperty("aws.endpointUrl");

        DevEmulator reloaded = started();

        assertThat(System.getProperty("aws.endpointUrl")).isEqualTo(address);
        reloaded.stop(new ShutdownEvent());
    }

    @Test
    void movesWhenItsPortIsTakenDuringALiveReload() {
        started().stop(new ShutdownEvent());
        String address = System.getProperty("aws.endpointUrl");
        int port = URI.create(address).getPort();
        try (AwsEmulator other = AwsEmulator.start(clock, port)) {
            DevEmulator reloaded = started();

            assertThat(System.getProperty("aws.endpointUrl"))
                    .startsWith("http://127.0.0.1:")
                    .isNotEqualTo(other.url().toString());
            reloaded.stop(new ShutdownEvent());
        }
    }

    @Test
    void leavesAnEndpointOfOnesOwnAlone() {
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:9");

        started().stop(new ShutdownEvent());

        assertThat(System.getProperty("aws.endpointUrl")).isEqualTo("http://127.0.0.1:9");
        assertThat(System.getProperty("aws.accessKeyId")).isNull();
    }

    private DevEmulator started() {
        DevEmulator emulator = new DevEmulator(clock);
        emulator.start(new StartupEvent());
        return emulator;
    }
}
