package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tamperwatch.finding.StoreUnavailable;
import io.tamperwatch.setting.InvalidSetting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    @Test
    void tellsARefusedSettingInItsOwnLine() {
        var refused = new InvalidSetting("tamperwatch.poll.every", "-1\ns", "must be 1s to 1h");

        assertThat(StartFailure.lines(new RuntimeException("Failed to start quarkus", refused)))
                .containsExactly("tamperwatch.poll.every = \"-1 s\" is not valid: must be 1s to 1h");
    }

    @Test
    void tellsEveryProblemOfSmallRyeConfigInALineOfItsOwn() {
        ConfigValidationException invalid = Assertions.catchThrowableOfType(
                ConfigValidationException.class,
                () -> new SmallRyeConfigBuilder()
                        .withMapping(Sample.class)
                        .withSources(new PropertiesConfigSource(
                                Map.of(
                                        "tamperwatch.poll.evry", "60s",
                                        "tamperwatch.poll.number", "many"),
                                "file:/etc/tamperwatch/application.properties",
                                100))
                        .build());

        assertThat(StartFailure.lines(new ExceptionInInitializerError(invalid)))
                .containsExactlyInAnyOrder(
                        "tamperwatch.poll.evry (/etc/tamperwatch/application.properties) is not a setting of"
                                + " tamperwatch; did you mean tamperwatch.poll.every?",
                        "The config property tamperwatch.poll.number with the config value \"many\" threw an Exception"
                                + " whilst being converted SRCFG00029: Expected an integer value, got \"many\"");
    }

    @Test
    void tellsOfAStoreThatCannotBeUsed() {
        assertThat(StartFailure.lines(
                        new RuntimeException(new StoreUnavailable("data is\nread-only", new Exception()))))
                .containsExactly("The store cannot be used: data is read-only");
    }

    @Test
    void hasNoLineForWhatIsAFaultOfTheProgram() {
        assertThat(StartFailure.lines(new IllegalStateException("bug"))).isEmpty();
    }

    @Test
    void tellsUnknownKeysFirstAndNothingTwice() {
        var bytes = new ByteArrayOutputStream();
        var refused = new InvalidSetting("a", "b", "c");

        StartFailure.tell(
                refused,
                List.of("unknown", "a = \"b\" is not valid: c"),
                new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("unknown\na = \"b\" is not valid: c\n");
    }

    @Test
    void findsUnknownKeysWhereNoMappingLooks() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("tamperwatch.pol.every", "60s", "tamperwatch.poll.every", "60s", "other", "x"),
                        "application.properties",
                        100))
                .withSources(new EnvConfigSource(
                        Map.of("TAMPERWATCH_SERVICE_HOST", "10.0.0.1", "tamperwatch.nothing", "x"), 300))
                .build();

        assertThat(UnknownSettings.unknownKeys(config))
                .containsExactly(
                        "tamperwatch.pol.every (application.properties) is not a setting of tamperwatch; did you"
                                + " mean tamperwatch.poll.every?");
    }

    @ConfigMapping(prefix = "tamperwatch.poll")
    interface Sample {
        int number();
    }
}
