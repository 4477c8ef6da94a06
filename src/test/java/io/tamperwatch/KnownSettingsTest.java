package io.tamperwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.tamperwatch.architecture.Product;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {

    @Test
    void knowsEveryKeyOfEveryPackage() {
        List<String> mapped = Product.CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .map(ConfigClass::configClass)
                .flatMap(KnownSettingsTest::keys)
                .sorted()
                .toList();

        assertThat(KnownSettings.KEYS).isEqualTo(mapped);
    }

    @ParameterizedTest
    @CsvSource({
        "tamperwatch.pol.every, tamperwatch.poll.every",
        "tamperwatch.poll.evry, tamperwatch.poll.every",
        "tamperwatch.securty.mode, tamperwatch.security.mode",
        "tamperwatch.security.tokens.alice.sha265, tamperwatch.security.tokens.alice.sha256",
        "tamperwatch.security.token.alice.role, tamperwatch.security.tokens.alice.role",
        "tamperwatch.accounts.a.rolearn, tamperwatch.accounts.a.role-arn",
        "tamperwatch.datadir, tamperwatch.data-dir",
    })
    void suggestsTheNearestKey(String key, String nearest) {
        assertThat(KnownSettings.isKnown(key)).isFalse();
        assertThat(KnownSettings.unknown(key, "SysPropConfigSource"))
                .isEqualTo(key + " (system property) is not a setting of tamperwatch; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "PropertiesConfigSource[source=file:/etc/tamperwatch/application.properties],"
                + " /etc/tamperwatch/application.properties",
        "PropertiesConfigSource[source=jar:file:///app/tamperwatch.jar!/application.properties],"
                + " application.properties",
        "PropertiesConfigSource[source=application.properties], application.properties",
        "PropertiesConfigSource[source=file:/etc/tamperwatch/application.properties]:12,"
                + " /etc/tamperwatch/application.properties",
        "Something else, Something else"
    })
    void namesTheFileTheKeyIsIn(String source, String named) {
        assertThat(KnownSettings.unknown("tamperwatch.x", source)).startsWith("tamperwatch.x (" + named + ") is not");
    }

    @Test
    void keepsWhatSomebodyWroteOnOneBoundedLine() {
        assertThat(KnownSettings.unknown("tamperwatch.a\n\u001b[31m" + "b".repeat(1000), "SysPropConfigSource"))
                .startsWith("tamperwatch.a  [31mbbb")
                .hasSizeLessThan(320)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAMPERWATCH_POLL_EVERY",
                "TAMPERWATCH_DATA_DIR",
                "TAMPERWATCH_SECURITY_TOKENS_ALICE_SHA256",
                "TAMPERWATCH_ACCOUNTS_PRODUCTION_ROLE_ARN",
                "TAMPERWATCH_SERVICE_HOST",
                "TAMPERWATCH_SERVICE_PORT",
                "TAMPERWATCH_SERVICE_PORT_HTTP",
                "TAMPERWATCH_PORT",
                "TAMPERWATCH_PORT_8080_TCP",
                "TAMPERWATCH_PORT_8080_TCP_PROTO",
                "TAMPERWATCH_PORT_9000_UDP_ADDR",
                "TAMPERWATCH_MANAGEMENT_SERVICE_HOST"
            })
    void acceptsSettingsAndWhatKubernetesMakes(String variable) {
        assertThat(KnownSettings.isKnownVariable(variable)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TAMPERWATCH_POL_EVERY, TAMPERWATCH_POLL_EVERY",
        "TAMPERWATCH_SECURITY_TOKENS_CI_BOT_SHA256, TAMPERWATCH_SECURITY_TOKENS_CI_SHA256",
        "TAMPERWATCH_SECURITYMODE, TAMPERWATCH_SECURITY_MODE"
    })
    void suggestsTheNearestVariable(String variable, String nearest) {
        assertThat(KnownSettings.isKnownVariable(variable)).isFalse();
        assertThat(KnownSettings.unknownVariable(variable))
                .isEqualTo(variable + " (environment) is not a setting of tamperwatch and is ignored; did you mean "
                        + nearest + "?");
    }

    private static Stream<String> keys(ConfigClass mapping) {
        return ConfigMappings.getProperties(mapping).keySet().stream();
    }
}
