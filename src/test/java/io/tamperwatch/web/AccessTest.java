package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.Token.Role;
import io.tamperwatch.web.Token.Sha256;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String HASH = "a841b7b6280990c86d9a00c15d6e98811890f3166798e9ee522faabbf728102a";
    private static final String OTHER = "3E9AB5C826088A4F1BCC67368BC714B9F37246D126A2B13CC717966A5E28F924";

    private final Map<String, SecuritySettings.TokenSettings> tokens = new LinkedHashMap<>();
    private WrittenOpenId openId = WrittenOpenId.MINIMAL;
    private ExternalUrl external = WrittenOpenId.EXTERNAL;

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
        None  | false | tamperwatch.security.mode = "None" is not valid: must be token, oidc or none
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

    @Test
    void asksTheOpenIdProvider() {
        openId = openId.with("client-secret", "s3cret")
                .with("admins", "g-1, g-2")
                .with("viewers", "");

        var access = (Access.ByProvider) access("oidc", "false", "0.0.0.0");

        OpenIdProvider provider = access.provider();
        assertThat(provider)
                .isEqualTo(new OpenIdProvider(
                        "https://id.example.com/realm",
                        "tamperwatch",
                        Optional.of("s3cret"),
                        "tamperwatch",
                        "roles",
                        "sub",
                        Map.of(
                                Role.VIEWER, Set.of(),
                                Role.RESPONDER, Set.of("responder"),
                                Role.ADMIN, Set.of("g-1", "g-2")),
                        List.of("openid"),
                        URI.create("https://tamperwatch.example.com/login/oidc")));
        assertThat(provider.role(List.of("x", "responder"))).contains(Role.RESPONDER);
        assertThat(provider.role(List.of("responder", "g-2"))).contains(Role.ADMIN);
        assertThat(provider.role(List.of("viewer", "Responder", ""))).isEmpty();
        assertThat(access.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        issuer      | ''                     | .issuer = "" is not valid: mode oidc needs the URL of the OpenID provider, as its tokens name it
        issuer      | http://id.example.com  | .issuer = "http://id.example.com" is not valid: mode oidc needs https, except on a loopback name
        issuer      | id.example.com         | .issuer = "id.example.com" is not valid: an http or https URL without credentials, query and fragment is allowed, for example https://tamperwatch.example.com
        client-id   | ''                     | .client-id = "" is not valid: mode oidc needs what the OpenID provider calls this service, 1 to 200 characters
        roles-claim | ''                     | .roles-claim = "" is not valid: the name of a claim has 1 to 200 characters
        name-claim  | ''                     | .name-claim = "" is not valid: the name of a claim has 1 to 200 characters
        """)
    void refusesAnOpenIdProviderThatCannotWork(String key, String value, String message) {
        openId = openId.with(key, value);

        assertRefused(() -> access("oidc", "false", "0.0.0.0"), "tamperwatch.security.oidc" + message);
    }

    @Test
    void refusesToLetNobodyIn() {
        openId = openId.with("viewers", "").with("responders", " , ").with("admins", "");

        assertRefused(
                () -> access("oidc", "false", "0.0.0.0"),
                "tamperwatch.security.oidc.viewers = \"\" is not valid: nobody would get in: name a value for one role"
                        + " at least");
    }

    @Test
    void needsToKnowWhereBrowsersComeBackTo() {
        external = ExternalUrl.UNKNOWN;
        assertRefused(
                () -> access("oidc", "false", "0.0.0.0"),
                "tamperwatch.external-url = \"\" is not valid: mode oidc needs how browsers reach this service; the"
                        + " OpenID provider has to know the same URL with /login/oidc behind it");

        external = ExternalUrl.of(Optional.of("http://tamperwatch.example.com"));
        assertRefused(
                () -> access("oidc", "false", "0.0.0.0"),
                "tamperwatch.external-url = \"http://tamperwatch.example.com\" is not valid: mode oidc needs https,"
                        + " except on a loopback name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "a\u202Eb", "a\u2028b", "a\u200Bb"})
    void takesNoNameThatCannotBeShownAsWhatItIs(String name) {
        assertThatThrownBy(() -> new OpenIdCaller(name, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OpenIdCaller("x".repeat(256), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Access access(String mode, String allowOpen, String host) {
        return Access.of(new Written(mode, allowOpen, tokens, openId), host, external);
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

    private record Written(
            String mode, String allowOpen, Map<String, SecuritySettings.TokenSettings> tokens, OpenIdSettings oidc)
            implements SecuritySettings {

        @Override
        public Optional<String> sessionKey() {
            return Optional.empty();
        }
    }

    private record WrittenToken(Optional<String> sha256, Optional<String> role)
            implements SecuritySettings.TokenSettings {}
}
