package io.tamperwatch.emulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives dev mode an AWS: starts the emulator before anything else of the product, and points the SDK at it by the
 * SDK's own system properties, which come before the environment and profiles of whoever develops. With
 * {@code -Daws.endpointUrl} of one's own nothing is started.
 */
@IfBuildProfile("dev")
@Singleton
class DevEmulator {

    /** Before every other observer of the start. */
    private static final int FIRST = 1;

    private static final int EVENTS_KEPT = 20_000;

    /** Tells after a live reload that the SDK's properties are ours; the process stays the same then. */
    private static final String OURS = "io.tamperwatch.emulator.url";

    private static final Logger LOG = Logger.getLogger(DevEmulator.class);

    private final Clock clock;
    private @Nullable AwsEmulator aws;
    private @Nullable Thread story;

    DevEmulator(Clock clock) {
        this.clock = clock;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        String before = System.getProperty(OURS);
        if (before == null && System.getProperty("aws.endpointUrl") != null) {
            LOG.infof(
                    "AWS is where -Daws.endpointUrl says, no emulator started url=%s",
                    System.getProperty("aws.endpointUrl"));
            return;
        }
        AwsEmulator started = start(before);
        aws = started;
        started.history().capacity(EVENTS_KEPT);
        started.visibilityDelay(VisibilityDelay.between(Duration.ofSeconds(1), Duration.ofSeconds(4), 1));
        point(started.url());
        Story told = new Story(started, clock, Thread::sleep);
        told.prepare();
        story = Thread.ofVirtual().name("story").start(() -> play(told));
        LOG.infof("an emulated AWS answers and a story unfolds in it url=%s; to add to it yourself:", started.url());
        LOG.info(invitation(started.url()));
    }

    void stop(@Observes ShutdownEvent event) {
        if (story != null) {
            story.interrupt();
        }
        if (aws != null) {
            aws.close();
        }
    }

    /** On the port of the run before a live reload when it is still free, so that copied commands go on working. */
    private AwsEmulator start(@Nullable String before) {
        if (before != null) {
            try {
                return AwsEmulator.start(clock, URI.create(before).getPort());
            } catch (UncheckedIOException taken) {
                LOG.debugf("the port before the reload is taken url=%s", before);
            }
        }
        return AwsEmulator.start(clock);
    }

    /** A session token is never looked for in the environment once the keys are system properties. */
    private static void point(URI url) {
        Map.of(
                        OURS,
                        url.toString(),
                        "aws.endpointUrl",
                        url.toString(),
                        "aws.endpointUrlCloudTrail",
                        url.toString(),
                        "aws.endpointUrlIam",
                        url.toString(),
                        "aws.endpointUrlSts",
                        url.toString(),
                        "aws.accessKeyId",
                        AwsEmulator.ACCESS_KEY_ID,
                        "aws.secretAccessKey",
                        AwsEmulator.SECRET_ACCESS_KEY,
                        "aws.region",
                        AwsEmulator.ACCOUNT.partition().homeRegion())
                .forEach(System::setProperty);
        System.clearProperty("aws.sessionToken");
    }

    private static void play(Story story) {
        try {
            story.play();
        } catch (InterruptedException stopped) {
            LOG.debug("the story ends with the application");
        }
    }

    /** One line, so that it can be copied out of the log. */
    private static String invitation(URI url) {
        return ("AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s aws --endpoint-url %s --region us-east-1"
                        + " iam remove-client-id-from-open-id-connect-provider"
                        + " --open-id-connect-provider-arn %s --client-id sts.amazonaws.com")
                .formatted(AwsEmulator.ACCESS_KEY_ID, AwsEmulator.SECRET_ACCESS_KEY, url, Story.provider());
    }
}
