package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.Token.Role;
import io.tamperwatch.web.Token.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String HASH = "a841b7b6280990c86d9a00c15d6e98811890f3166798e9ee522faabbf728102a";
    private static final String OTHER = "3E9AB5C826088A4F1BCC67368BC714B9F37246D126A2B13CC717966A5E28F924";

    private final Map<String, SecuritySettings.TokenSettings> tokens = new LinkedHashMap<>();

    @Test
    void findsTheTokenByItsTextAndNobodyElse() {
        token("vera", HASH, "viewer");
        token("ruth", OTHER, "responder");

        var access = (Access.ByToken) access("token", "false", "0.0.0.0");

        assertThat(access.tokens())
                .isEqualTo(List.of(
                        new Token("ruth", Role.RESPONDER, Sha256.ofText("twt_responder")),
                        new Token("vera", Role.VIEWER, Sha256.ofText("twt_viewer"))));
        assertThat(access.find("twt_viewer").map(Token::name)).contains("vera");
        assertThat(access.find("twt_responder").map(Token::name)).contains("ruth");
        assertThat(access.find("twt_viewe")).isEmpty();
        assertThat(access.find(HASH)).isEmpty();
        assertThat(access.find("")).isEmpty();
    }

    @Test
    void neverShowsAHash() {
        token("vera", HASH, "viewer");

        assertThat(access("token", "false", "0.0.0.0").toString()).doesNotContainIgnoringCase(HASH.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"})
    void opensOnLoopbackForRequestsToLoopback(String host) {
        assertThat(access("none", "false", host)).isEqualTo(new Access.Open(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "tamperwatch.example.com", "localhost.example.com", ""})
    void opensNowhereElseWithoutSayingSo(String host) {
        assertRefused(
                () -> access("none", "false", host),
                "tamperwatch.security.mode = \"none\" is not valid: without access control the API is only served on a"
                        + " loopback address, and quarkus.http.host is \"" + host + "\"; use mode token, or bind"
                        + " 127.0.0.1, or set tamperwatch.security.allow-open=true");
        assertThat(access("none", "true", host)).isEqualTo(new Access.Open(false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        oidc  | false | tamperwatch.security.mode = "oidc" is not valid: OpenID Connect is not built in yet; use token or none
        None  | false | tamperwatch.security.mode = "None" is not valid: must be token or none
        token | yes   | tamperwatch.security.allow-open = "yes" is not valid: must be true or false
        token | false | tamperwatch.security.tokens = "" is not valid: mode token needs at least one token; make one with "tamperwatch token <name> --role responder" and add the lines it prints
        """)
    void refusesModesThatMeanNothing(String mode, String allowOpen, String message) {
        assertRefused(() -> access(mode, allowOpen, "127.0.0.1"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        vera  | 12                 | viewer | .vera.sha256 = "(2 characters)" is not valid: must be the SHA-256 of the token, 64 hexadecimal digits
        vera  | twt_secret         | viewer | .vera.sha256 = "(10 characters)" is not valid: must be the SHA-256 of the token, 64 hexadecimal digits
        vera  | ''                 | viewer | .vera.sha256 = "" is not valid: must be the SHA-256 of the token, 64 hexadecimal digits
        vera  | 1                  | root   | .vera.role = "root" is not valid: must be viewer, responder or admin
        vera  | 1                  | ''     | .vera.role = "" is not valid: must be viewer, responder or admin
        ci-bot | 1                 | viewer | .<name> = "ci-bot" is not valid: a name has 1 to 40 lower-case letters and digits
        Vera  | 1                  | viewer | .<name> = "Vera" is not valid: a name has 1 to 40 lower-case letters and digits
        """)
    void refusesTokensThatCannotWork(String name, String sha256, String role, String message) {
        token(name, sha256, role);

        assertRefused(() -> access("token", "false", "0.0.0.0"), "tamperwatch.security.tokens" + message);
    }

    @Test
    void refusesTwoNamesForOneToken() {
        token("vera", HASH, "viewer");
        token("ada", HASH.toUpperCase(Locale.ROOT), "admin");

        assertRefused(
                () -> access("token", "false", "0.0.0.0"),
                "tamperwatch.security.tokens.vera.sha256 = \"(as of ada)\" is not valid: every token needs its own; two"
                        + " names for one token cannot be told apart");
    }

    private Access access(String mode, String allowOpen, String host) {
        return Access.of(new Written(mode, allowOpen, tokens), host);
    }

    private void token(String name, String sha256, String role) {
        tokens.put(name, new WrittenToken(given(sha256), given(role)));
    }

    private static Optional<String> given(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static void assertRefused(ThrowingCallable access, String message) {
        assertThatThrownBy(access).isInstanceOf(InvalidSetting.class).hasMessage(message);
    }

    private record Written(String mode, String allowOpen, Map<String, SecuritySettings.TokenSettings> tokens)
            implements SecuritySettings {

        @Override
        public Optional<String> sessionKey() {
            return Optional.empty();
        }
    }

    private record WrittenToken(Optional<String> sha256, Optional<String> role)
            implements SecuritySettings.TokenSettings {}
}
