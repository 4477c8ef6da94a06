package io.tamperwatch.evidence;

import io.quarkus.runtime.Startup;
import io.tamperwatch.finding.Finding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes bundles. Made at the start, so that a key that cannot sign ends it. */
@Singleton
@Startup
public final class Evidence {

    private static final String README = """
        Evidence of one finding of tamperwatch.

        record.json       the event record as CloudTrail gave it, byte by byte as it is kept
        record.json.sha256  its hash, for sha256sum --check
        lookup.sh         the command that shows the record in CloudTrail itself
        finding.json      the finding: who, what, from where, how it ended, where it stands
        assessment.json   how it is judged, and why
        history.json      what happened to the finding since
        snapshots/        what IAM held of the target before and after the event, as it was seen
        remediation/      what to do about it, by three routes, as offered when this was made
        manifest.json     every file with its SHA-256, the product and its version, and when this was made
        manifest.json.sig the signature over manifest.json, if a key is configured

        Where manifest.json says that something is absent, it says why.

        Check the files:      jq -r '.files[] | "\\(.sha256)  \\(.path)"' manifest.json | sha256sum --check --strict
        Check the signature:  openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in manifest.json -sigfile manifest.json.sig

        Text in the record (names, ARNs, user agents) was written by whoever made the call.
        """;

    private final Optional<SigningKey> key;
    private final String version;
    private final Clock clock;

    @Inject
    Evidence(EvidenceConfig config, @ConfigProperty(name = "quarkus.application.version") String version, Clock clock) {
        this(SigningKey.of(config), version, clock);
    }

    Evidence(Optional<SigningKey> key, String version, Clock clock) {
        this.key = key;
        this.version = version;
        this.clock = clock;
    }

    /**
     * The bundle of a finding as a ZIP. Two of the same state differ in the time they were made and in nothing else.
     *
     * @param finding with its record
     * @param known what is known of it beside the record
     * @param absent what is not in the bundle, and why
     */
    public byte[] bundle(Finding finding, List<Piece> known, Map<String, String> absent) {
        List<Piece> pieces = new ArrayList<>(known);
        Piece record = Piece.of("record.json", finding.record());
        pieces.add(record);
        pieces.add(Piece.of("record.json.sha256", Manifest.sha256(record.content()) + "  record.json\n"));
        pieces.add(Piece.of("lookup.sh", Lookup.script(finding)));
        pieces.add(Piece.of("readme.txt", README));
        pieces.sort(Comparator.comparing(Piece::path));
        byte[] manifest = Manifest.write(
                finding,
                pieces,
                new TreeMap<>(absent),
                key,
                version,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        pieces.add(new Piece(Manifest.PATH, manifest));
        key.ifPresent(signer -> pieces.add(new Piece(Manifest.SIGNATURE_PATH, signer.sign(manifest))));
        return Archive.of(pieces);
    }
}
