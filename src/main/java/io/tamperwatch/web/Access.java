package io.tamperwatch.web;

import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.Token.Role;
import io.tamperwatch.web.Token.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /**
     * Everybody who reaches the port.
     *
     * @param loopbackOnly true when only requests addressed to a loopback name are answered
     */
    record Open(boolean loopbackOnly) implements Access {}

    String MODE = "tamperwatch.security.mode";
    String ALLOW_OPEN = "tamperwatch.security.allow-open";
    String TOKENS = "tamperwatch.security.tokens";

    /**
     * @param host what the API's port is bound to
     * @throws InvalidSetting when the settings cannot mean anything, or would open the API without saying so
     */
    static Access of(SecuritySettings settings, String host) {
        boolean allowOpen = allowOpen(settings.allowOpen());
        return switch (settings.mode()) {
            case "token" -> new ByToken(Tokens.of(settings.tokens()));
            case "none" -> open(host, allowOpen);
            case "oidc" ->
                throw new InvalidSetting(MODE, "oidc", "OpenID Connect is not built in yet; use token or none");
            default -> throw new InvalidSetting(MODE, settings.mode(), "must be token or none");
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

    /** Reads the configured tokens. */
    final class Tokens {

        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
        private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

        private Tokens() {}

        static List<Token> of(Map<String, SecuritySettings.TokenSettings> settings) {
            if (settings.isEmpty()) {
                throw new InvalidSetting(
                        TOKENS,
                        "",
                        "mode token needs at least one token; make one with \"tamperwatch token <name> --role responder\" and add the lines it prints");
            }
            List<Token> tokens = new ArrayList<>();
            settings.forEach((name, token) -> tokens.add(token(name, token)));
            tokens.sort((a, b) -> a.name().compareTo(b.name()));
            refuseTwins(tokens);
            return tokens;
        }

        static boolean isName(String name) {
            return NAME.matcher(name).matches();
        }

        private static Token token(String name, SecuritySettings.TokenSettings settings) {
            String key = TOKENS + "." + name;
            if (!isName(name)) {
                throw new InvalidSetting(key, name, "a name has 1 to 63 lower-case letters, digits and inner hyphens");
            }
            return new Token(name, role(key, settings.role().orElse("")), sha256(key, settings));
        }

        private static Role role(String key, String label) {
            return Stream.of(Role.values())
                    .filter(role -> role.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new InvalidSetting(key + ".role", label, "must be viewer, responder or admin"));
        }

        private static Sha256 sha256(String key, SecuritySettings.TokenSettings settings) {
            String hex = settings.sha256().orElse("");
            if (!SHA256.matcher(hex).matches()) {
                // The value may be a token somebody put here by mistake: it is not repeated.
                throw new InvalidSetting(
                        key + ".sha256",
                        hex.isEmpty() ? "" : "(" + hex.length() + " characters)",
                        "must be the SHA-256 of the token, 64 hexadecimal digits");
            }
            return Sha256.ofDigest(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
        }

        private static void refuseTwins(List<Token> tokens) {
            for (int i = 0; i < tokens.size(); i++) {
                for (Token other : tokens.subList(i + 1, tokens.size())) {
                    if (tokens.get(i).sha256().equals(other.sha256())) {
                        throw new InvalidSetting(
                                TOKENS + "." + other.name() + ".sha256",
                                "(as of " + tokens.get(i).name() + ")",
                                "every token needs its own; two names for one token cannot be told apart");
                    }
                }
            }
        }
    }
}
