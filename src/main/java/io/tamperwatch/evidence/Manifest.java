package io.tamperwatch.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in a bundle: every file with its hash, of which finding, made by what, when, and who vouches for it. */
final class Manifest {

    static final String PATH = "manifest.json";
    static final String SIGNATURE_PATH = "manifest.json.sig";
    static final String FORMAT = "tamperwatch-evidence/1";

    private Manifest() {}

    static byte[] write(
            Finding finding,
            List<Piece> pieces,
            Map<String, String> absent,
            Optional<SigningKey> key,
            String version,
            Instant at) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        manifest.putObject("product").put("name", "tamperwatch").put("version", version);
        manifest.put("createdAt", at.toString());
        manifest.putObject("finding")
                .put("id", finding.id())
                .put("account", finding.account())
                .put("accountId", finding.accountId())
                .put("eventName", finding.eventName())
                .put("occurredAt", finding.occurredAt().toString());
        var files = manifest.putArray("files");
        pieces.forEach(piece -> files.addObject()
                .put("path", piece.path())
                .put("bytes", piece.content().length)
                .put("sha256", sha256(piece.content())));
        var missing = manifest.putArray("absent");
        absent.forEach((what, why) -> missing.addObject().put("what", what).put("why", why));
        key.ifPresentOrElse(
                signer -> manifest.putObject("signature")
                        .put("algorithm", SigningKey.ALGORITHM)
                        .put("keyId", signer.id())
                        .put("file", SIGNATURE_PATH),
                () -> manifest.putNull("signature"));
        return (manifest.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
