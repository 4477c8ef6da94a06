package io.tamperwatch.evidence;

import io.tamperwatch.setting.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 key that signs manifests. Its text never shows the key.
 *
 * @param id how the manifest names it
 */
record SigningKey(EdECPrivateKey key, String id) {

    static final String ALGORITHM = "Ed25519";

    private static final String KEY = "tamperwatch.evidence.key";
    private static final String FILE = "tamperwatch.evidence.key-file";
    private static final String ID = "tamperwatch.evidence.key-id";
    private static final String ALLOWED =
            "an Ed25519 private key in PEM (PKCS #8, not encrypted) is allowed; \"openssl genpkey -algorithm ed25519\""
                    + " makes one";

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final Pattern ID_TEXT = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final int MOST_BYTES = 10_000;

    /**
     * The key that is configured; empty when none is.
     *
     * @throws InvalidSetting for a key that cannot sign, without showing it
     */
    static Optional<SigningKey> of(EvidenceConfig config) {
        if (config.key().isPresent() && config.keyFile().isPresent()) {
            throw new InvalidSetting(FILE, config.keyFile().get(), "either this or " + KEY + " is allowed, not both");
        }
        if (config.keyFile().isPresent()) {
            String file = config.keyFile().get();
            return Optional.of(named(read(file).orElseThrow(() -> new InvalidSetting(FILE, file, ALLOWED)), config));
        }
        if (config.key().isPresent()) {
            String pem = config.key().get();
            return Optional.of(named(
                    parsed(pem)
                            .orElseThrow(
                                    () -> new InvalidSetting(KEY, "(%d characters)".formatted(pem.length()), ALLOWED)),
                    config));
        }
        config.keyId().ifPresent(id -> {
            throw new InvalidSetting(ID, id, "an id goes with a key: set " + KEY + " or " + FILE);
        });
        return Optional.empty();
    }

    private static SigningKey named(EdECPrivateKey key, EvidenceConfig config) {
        String id = config.keyId().orElseGet(() -> fingerprint(key));
        if (!ID_TEXT.matcher(id).matches()) {
            throw new InvalidSetting(ID, id, "1 to 200 printable ASCII characters without spaces are allowed");
        }
        return new SigningKey(key, id);
    }

    private static Optional<EdECPrivateKey> read(String file) {
        try {
            Path path = Path.of(file);
            return Files.size(path) > MOST_BYTES ? Optional.empty() : parsed(Files.readString(path));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<EdECPrivateKey> parsed(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return key instanceof EdECPrivateKey edwards ? Optional.of(edwards) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The SHA-256 of the public key as {@code openssl pkey -pubout -outform DER} writes it. */
    private static String fingerprint(EdECPrivateKey key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(publicKey(key).getEncoded());
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256 and Ed25519", e);
        }
    }

    /** Java has no other way from the private key to the public one than to make the pair again from its seed. */
    static PublicKey publicKey(EdECPrivateKey key) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Seed(key.getBytes().orElseThrow()));
        return generator.generateKeyPair().getPublic();
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was accepted at the start signs", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }

    /** A source of randomness that is none. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(Arrays.copyOf(seed, bytes.length), 0, bytes, 0, bytes.length);
        }
    }
}
