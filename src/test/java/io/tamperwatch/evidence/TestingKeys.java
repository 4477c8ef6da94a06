package io.tamperwatch.evidence;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;

/** A key made for this run. */
final class TestingKeys {

    static final KeyPair PAIR = make();
    static final String PRIVATE_PEM = pem(PAIR.getPrivate().getEncoded(), "PRIVATE KEY");
    static final String PUBLIC_PEM = pem(PAIR.getPublic().getEncoded(), "PUBLIC KEY");
    static final SigningKey SIGNING = new SigningKey((EdECPrivateKey) PAIR.getPrivate(), "test-key");

    private TestingKeys() {}

    static String pem(byte[] encoded, String kind) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
    }

    private static KeyPair make() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
