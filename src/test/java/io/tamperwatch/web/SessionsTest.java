package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.Token.Role;
import io.tamperwatch.web.Token.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
    private static final Token RUTH = new Token("ruth", Role.RESPONDER, Sha256.ofText("twt_ruth"));
    private static final String KEY = "k".repeat(32);

    @Test
    void standsForTheTokensHolderUntilItIsOver() {
        String text = sessions(KEY, NOW, RUTH).text(Sessions.holder(RUTH), NOW.plusSeconds(60));

        assertThat(holder(sessions(KEY, NOW.plusSeconds(59), RUTH), text)).contains("ruth [responder, viewer]");
        assertThat(holder(sessions(KEY, NOW.plusSeconds(60), RUTH), text)).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameKeyAcceptsIt() {
        String text = sessions(KEY, NOW, RUTH).text(Sessions.holder(RUTH), NOW.plusSeconds(60));

        assertThat(holder(sessions(KEY, NOW, RUTH), text)).isPresent();
        assertThat(holder(sessions("K".repeat(32), NOW, RUTH), text)).isEmpty();
    }

    @Test
    void endsWithItsToken() {
        String text = sessions(KEY, NOW, RUTH).text(Sessions.holder(RUTH), NOW.plusSeconds(60));
        Token replaced = new Token("ruth", Role.RESPONDER, Sha256.ofText("twt_another"));

        assertThat(holder(sessions(KEY, NOW, replaced), text)).isEmpty();
        assertThat(holder(sessions(KEY, NOW, new Token("vera", Role.ADMIN, Sha256.ofText("twt_ruth"))), text))
                .isEmpty();
    }

    @Test
    void standsForWhomTheProviderNamedWhileItIsTheSameProvider() {
        OpenIdProvider provider = OpenIdProvider.of(WrittenOpenId.MINIMAL, WrittenOpenId.EXTERNAL);
        String name = "Ünal | <b>\"x\"</b> " + "y".repeat(230);
        String text = sessions(provider).text(Sessions.holder(provider, name, Role.VIEWER), NOW.plusSeconds(60));

        assertThat(holder(sessions(provider), text)).contains(name + " [viewer]");
        assertThat(holder(sessions(KEY, NOW, RUTH), text)).isEmpty();
        assertThat(holder(
                        sessions(OpenIdProvider.of(
                                WrittenOpenId.MINIMAL.with("admins", "root"), WrittenOpenId.EXTERNAL)),
                        text))
                .isEmpty();
    }

    private static Sessions sessions(OpenIdProvider provider) {
        return new Sessions(
                new Access.ByProvider(provider), new SessionKey(settings(KEY)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void tellsNeitherTokenNorDigestAndIsNeverTheSame() {
        Sessions sessions = sessions(KEY, NOW, RUTH);

        assertThat(sessions.text(Sessions.holder(RUTH), NOW))
                .isNotEqualTo(sessions.text(Sessions.holder(RUTH), NOW))
                .doesNotContain("twt_ruth");
        assertThat(RUTH.sha256().fingerprint()).hasSize(64);
    }

    @Test
    void anythingElseStandsForNobody() {
        Sessions sessions = sessions(KEY, NOW, RUTH);
        String text = sessions.text(Sessions.holder(RUTH), NOW.plusSeconds(60));
        int dot = text.indexOf('.');

        assertThat(List.of("", ".", "a.b", "%%%.x", text.substring(0, dot), text + "x", "A" + text, "x".repeat(2000)))
                .allSatisfy(other -> assertThat(holder(sessions, other)).isEmpty());
    }

    @Test
    void refusesAKeyThatCanBeGuessedWithoutRepeatingIt() {
        assertThatThrownBy(() -> sessions("secret", NOW, RUTH))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "tamperwatch.security.session-key = \"(6 characters)\" is not valid: must be a random text of"
                                + " at least 32 characters, the same for every replica");
    }

    private static Optional<String> holder(Sessions sessions, String text) {
        return sessions.holder(text)
                .map(holder -> holder.getPrincipal().getName() + " "
                        + holder.getRoles().stream().sorted().toList());
    }

    private static Sessions sessions(String key, Instant now, Token... tokens) {
        return new Sessions(
                new Access.ByToken(List.of(tokens)), new SessionKey(settings(key)), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SecuritySettings settings(String key) {
        return new SecuritySettings() {

            @Override
            public String mode() {
                return "token";
            }

            @Override
            public String allowOpen() {
                return "false";
            }

            @Override
            public Optional<String> sessionKey() {
                return Optional.of(key);
            }

            @Override
            public Map<String, TokenSettings> tokens() {
                return Map.of();
            }

            @Override
            public OpenIdSettings oidc() {
                return WrittenOpenId.MINIMAL;
            }
        };
    }
}
