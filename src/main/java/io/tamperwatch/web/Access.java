package io.tamperwatch.web;

import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.Token.Sha256;
import java.util.List;
import java.util.Optional;

/** Who may use the API. */
sealed interface Access {

    /** Only callers with one of these tokens; there is at least one. */
    record ByToken(List<Token> tokens) implements Access {

        public ByToken {
            tokens = List.copyOf(tokens);
        }

        /** The token whose text this is. Looks at all of them, so that the time taken tells nothing. */
        Optional<Token> find(String text) {
            Sha256 presented = Sha256.ofText(text);
            return tokens.stream()
                    .filter(token -> token.sha256().equals(presented))
                    .reduce((a, b) -> a);
        }
    }

    /** Only whom the OpenID provider knows, with the role its claims give. */
    record ByProvider(OpenIdProvider provider) implements Access {}

    /**
     * Everybody who reaches the port.
     *
     * @param loopbackOnly true when only requests addressed to a loopback name are answered
     */
    record Open(boolean loopbackOnly) implements Access {}

    String MODE = "tamperwatch.security.mode";
    String ALLOW_OPEN = "tamperwatch.security.allow-open";

    /**
     * @param host what the API's port is bound to
     * @throws InvalidSetting when the settings cannot mean anything, or would open the API without saying so
     */
    static Access of(SecuritySettings settings, String host, ExternalUrl external) {
        boolean allowOpen = allowOpen(settings.allowOpen());
        return switch (settings.mode()) {
            case "token" -> new ByToken(Tokens.of(settings.tokens()));
            case "none" -> open(host, allowOpen);
            case "oidc" -> new ByProvider(OpenIdProvider.of(settings.oidc(), external));
            default -> throw new InvalidSetting(MODE, settings.mode(), "must be token, oidc or none");
        };
    }

    private static boolean allowOpen(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSetting(ALLOW_OPEN, value, "must be true or false");
        };
    }

    private static Open open(String host, boolean allowOpen) {
        if (!allowOpen && !Loopback.isLoopback(host)) {
            throw new InvalidSetting(
                    MODE,
                    "none",
                    "without access control the API is only served on a loopback address, and quarkus.http.host is \""
                            + host + "\"; use mode token, or bind 127.0.0.1, or set " + ALLOW_OPEN + "=true");
        }
        return new Open(!allowOpen);
    }
}
