package io.tamperwatch.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bearer token that is let in: its name, what it may do, and the SHA-256 of its text. The text itself is not known.
 */
record Token(String name, Role role, Sha256 sha256) {

    /** Roles in rising order; each may do what those before it may. */
    enum Role {
        VIEWER(Roles.VIEWER),
        RESPONDER(Roles.RESPONDER),
        ADMIN(Roles.ADMIN);

        private final String label;

        Role(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** A digest that does not show itself. */
    static final class Sha256 {

        private final byte[] digest;

        private Sha256(byte[] digest) {
            this.digest = digest;
        }

        static Sha256 ofText(String text) {
            try {
                return new Sha256(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        static Sha256 ofDigest(byte[] digest) {
            return new Sha256(digest.clone());
        }

        /** Something that changes with the token and does not tell the digest. */
        String fingerprint() {
            return HexFormat.of().formatHex(ofText(HexFormat.of().formatHex(digest)).digest);
        }

        /** Takes as long for a near miss as for a far one. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Sha256 that && MessageDigest.isEqual(digest, that.digest);
        }

        @Override
        public int hashCode() {
            return digest[0];
        }

        @Override
        public String toString() {
            return "sha256";
        }
    }
}
