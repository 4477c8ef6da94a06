package io.tamperwatch.web;

import jakarta.ws.rs.core.EntityTag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tags that name an answer's bytes. */
final class EntityTags {

    private static final int LENGTH = 16;

    private EntityTags() {}

    static EntityTag of(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, LENGTH)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an If-Match header lets a change through: none does, and one that names the tag, strongly compared. */
    static boolean allows(@Nullable String header, EntityTag tag) {
        if (header == null) {
            return true;
        }
        String quoted = '"' + tag.getValue() + '"';
        return Arrays.stream(header.split(",")).map(String::strip).anyMatch(t -> t.equals("*") || t.equals(quoted));
    }

    /** Whether an If-None-Match header names the tag; weakly compared, as RFC 9110 wants it for this header. */
    static boolean matches(@Nullable String header, EntityTag tag) {
        if (header == null) {
            return false;
        }
        String quoted = '"' + tag.getValue() + '"';
        // Our tags hold no comma, so cutting a foreign one apart at its commas cannot make it ours.
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(quoted) || known.equals("W/" + quoted));
    }
}
