package io.tamperwatch.web;

import io.tamperwatch.setting.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A bearer token just made.
 *
 * @param name who it is for
 * @param role {@code viewer}, {@code responder} or {@code admin}
 * @param text the token itself, a secret; kept nowhere
 */
public record NewToken(String name, String role, String text) {

    private static final int BYTES = 32;
    private static final String PREFIX = "twt_";

    /** @throws InvalidSetting when the service would not accept the name or the role */
    public NewToken {
        Tokens.checkName(name);
        Tokens.role(Tokens.KEY + "." + name, role);
    }

    /** @param random cryptographically secure */
    public static NewToken make(String name, String role, RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new NewToken(
                name, role, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The lines that let it in, for a configuration file. */
    public List<String> properties() {
        String key = Tokens.KEY + "." + name;
        return List.of(key + ".sha256=" + sha256(), key + ".role=" + role);
    }

    /** The same as environment variables. */
    public List<String> environment() {
        return properties().stream().map(NewToken::asVariable).toList();
    }

    private static String asVariable(String line) {
        int equals = line.indexOf('=');
        return line.substring(0, equals).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + line.substring(equals);
    }

    private String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "NewToken[" + name + ", " + role + "]";
    }
}
