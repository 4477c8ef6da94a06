package io.tamperwatch.web;

import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.Token.Role;
import io.tamperwatch.web.Token.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the configured tokens. */
final class Tokens {

    static final String KEY = "tamperwatch.security.tokens";

    /** Nothing an environment variable could not say: with a hyphen in it the variable would not be found. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,40}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private Tokens() {}

    static List<Token> of(Map<String, SecuritySettings.TokenSettings> settings) {
        if (settings.isEmpty()) {
            throw new InvalidSetting(
                    KEY,
                    "",
                    "mode token needs at least one token; make one with \"tamperwatch token <name> --role responder\" and add the lines it prints");
        }
        List<Token> tokens = new ArrayList<>();
        settings.forEach((name, token) -> tokens.add(token(name, token)));
        tokens.sort((a, b) -> a.name().compareTo(b.name()));
        refuseTwins(tokens);
        return tokens;
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(KEY + ".<name>", name, "a name has 1 to 40 lower-case letters and digits");
        }
    }

    private static Token token(String name, SecuritySettings.TokenSettings settings) {
        String key = KEY + "." + name;
        checkName(name);
        return new Token(name, role(key, settings.role().orElse("")), sha256(key, settings));
    }

    static Role role(String key, String label) {
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
                            KEY + "." + other.name() + ".sha256",
                            "(as of " + tokens.get(i).name() + ")",
                            "every token needs its own; two names for one token cannot be told apart");
                }
            }
        }
    }
}
