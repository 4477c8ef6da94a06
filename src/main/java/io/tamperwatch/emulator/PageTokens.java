package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Next tokens: a place in the history, sealed together with the query it belongs to. */
final class PageTokens {

    private volatile byte[] secret = newSecret();
    private volatile Duration lifetime;

    PageTokens(Duration lifetime) {
        this.lifetime = lifetime;
    }

    void lifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** No token given out so far is good any more. */
    void forget() {
        secret = newSecret();
    }

    String issue(LookupQuery query, Position last, Instant now) {
        String place = "%d.%d.%d".formatted(last.second(), last.sequence(), now.toEpochMilli());
        return encode(place.getBytes(UTF_8)) + "." + encode(seal(place, query));
    }

    /** The place after which the page starts. */
    Position open(String token, LookupQuery query, Instant now) {
        try {
            int dot = token.indexOf('.');
            String place = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), UTF_8);
            byte[] given = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            String[] parts = place.split("\\.", -1);
            Instant issued = Instant.ofEpochMilli(Long.parseLong(parts[2]));
            if (MessageDigest.isEqual(given, seal(place, query)) && now.isBefore(issued.plus(lifetime))) {
                return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException notOurs) {
            // falls through to the refusal every bad token gets
        }
        throw new ServiceError(400, "InvalidNextTokenException", "Invalid NextToken.");
    }

    /** Everything of the query but the token itself, so that it is good with the same parameters only. */
    private byte[] seal(String place, LookupQuery query) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal((place + query.after(null)).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] newSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
