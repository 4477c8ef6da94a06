package io.tamperwatch.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    private static final String ALLOWED = "an Ed25519 private key in PEM (PKCS #8, not encrypted) is allowed;"
            + " \"openssl genpkey -algorithm ed25519\" makes one";

    @TempDir
    Path directory;

    @Test
    void signsSoThatThePublicKeyVerifies() throws GeneralSecurityException {
        SigningKey key = SigningKey.of(new Written(TestingKeys.PRIVATE_PEM, null, "case-key"))
                .orElseThrow();

        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(TestingKeys.PAIR.getPublic());
        signature.update("manifest".getBytes(UTF_8));

        assertThat(signature.verify(key.sign("manifest".getBytes(UTF_8)))).isTrue();
        assertThat(key.id()).isEqualTo("case-key");
        assertThat(key.toString()).isEqualTo("SigningKey[case-key]");
        assertThat(SigningKey.publicKey(key.key())).isEqualTo(TestingKeys.PAIR.getPublic());
    }

    @Test
    void isNamedByItsFingerprintUnlessToldOtherwise() throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), TestingKeys.PRIVATE_PEM);

        SigningKey key = SigningKey.of(new Written(null, file.toString(), null)).orElseThrow();

        assertThat(key.id())
                .isEqualTo(
                        "sha256:" + Manifest.sha256(TestingKeys.PAIR.getPublic().getEncoded()));
    }

    @Test
    void thereNeedBeNone() {
        assertThat(SigningKey.of(new Written(null, null, null))).isEmpty();
    }

    @Test
    void refusesAKeyThatCannotSignWithoutShowingIt() throws GeneralSecurityException, IOException {
        KeyPairGenerator other = KeyPairGenerator.getInstance("X25519");
        String wrongKind = TestingKeys.pem(other.generateKeyPair().getPrivate().getEncoded(), "PRIVATE KEY");
        String broken = TestingKeys.pem(new byte[] {1, 2, 3}, "PRIVATE KEY");
        String publicKey = TestingKeys.PUBLIC_PEM;
        for (String pem : new String[] {wrongKind, broken, publicKey, "secret"}) {
            refused(
                    new Written(pem, null, null),
                    "tamperwatch.evidence.key = \"(%d characters)\" is not valid: %s".formatted(pem.length(), ALLOWED));
            Path file = Files.writeString(directory.resolve("wrong.pem"), pem);
            refused(
                    new Written(null, file.toString(), null),
                    "tamperwatch.evidence.key-file = \"%s\" is not valid: %s".formatted(file, ALLOWED));
        }
    }

    @Test
    void refusesWhatCannotBeMeant() {
        refused(
                new Written(null, "/nowhere/key.pem", null),
                "tamperwatch.evidence.key-file = \"/nowhere/key.pem\" is not valid: " + ALLOWED);
        refused(
                new Written(TestingKeys.PRIVATE_PEM, "/nowhere/key.pem", null),
                "tamperwatch.evidence.key-file = \"/nowhere/key.pem\" is not valid: either this or"
                        + " tamperwatch.evidence.key is allowed, not both");
        refused(
                new Written(null, null, "x"),
                "tamperwatch.evidence.key-id = \"x\" is not valid: an id goes with a key: set tamperwatch.evidence.key"
                        + " or tamperwatch.evidence.key-file");
        refused(
                new Written(TestingKeys.PRIVATE_PEM, null, "two words"),
                "tamperwatch.evidence.key-id = \"two words\" is not valid: 1 to 200 printable ASCII characters without"
                        + " spaces are allowed");
    }

    private static void refused(Written written, String message) {
        assertThatThrownBy(() -> SigningKey.of(written))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(message)
                .message()
                .doesNotContain(Base64.getEncoder()
                        .encodeToString(TestingKeys.PAIR.getPrivate().getEncoded()));
    }

    private record Written(
            @Nullable String writtenKey,
            @Nullable String writtenFile,
            @Nullable String writtenId) implements EvidenceConfig {

        @Override
        public Optional<String> key() {
            return Optional.ofNullable(writtenKey);
        }

        @Override
        public Optional<String> keyFile() {
            return Optional.ofNullable(writtenFile);
        }

        @Override
        public Optional<String> keyId() {
            return Optional.ofNullable(writtenId);
        }
    }
}
