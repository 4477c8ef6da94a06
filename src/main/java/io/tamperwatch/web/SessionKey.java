package io.tamperwatch.web;

import io.tamperwatch.setting.InvalidSetting;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that makes what we hand to browsers ours. Without a configured one each process has its own. */
@Singleton
class SessionKey {

    static final String KEY = "tamperwatch.security.session-key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST = 32;

    private final SecretKeySpec secret;

    /** @throws InvalidSetting when the configured text is too short to be a secret */
    SessionKey(SecuritySettings settings) {
        secret = new SecretKeySpec(
                settings.sessionKey().map(SessionKey::bytes).orElseGet(SessionKey::random), ALGORITHM);
    }

    private static byte[] bytes(String text) {
        if (text.length() < LEAST) {
            // The value is a secret: it is not repeated.
            throw new InvalidSetting(
                    KEY,
                    "(" + text.length() + " characters)",
                    "must be a random text of at least " + LEAST + " characters, the same for every replica");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] bytes = new byte[LEAST];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** A text only somebody with the key can make. */
    String seal(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
