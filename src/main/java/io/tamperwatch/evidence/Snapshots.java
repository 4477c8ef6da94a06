package io.tamperwatch.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.Seen;
import io.tamperwatch.inventory.TargetSights;
import io.tamperwatch.inventory.TargetSights.Looked;
import io.tamperwatch.inventory.TargetSights.Sight;
import io.tamperwatch.inventory.TargetSights.Unseen;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What IAM held of a finding's target before and after the event, as files of a bundle. */
@Singleton
public final class Snapshots {

    private static final String BEFORE = "snapshots/before.json";
    private static final String AFTER = "snapshots/after.json";

    private final TargetSights sights;

    Snapshots(TargetSights sights) {
        this.sights = sights;
    }

    /** Adds a file for each that there is, and a reason for each that there is not. */
    public void add(Finding finding, Collection<Piece> pieces, Map<String, String> absent) {
        add(BEFORE, sights.before(finding), pieces, absent);
        add(AFTER, sights.after(finding), pieces, absent);
    }

    private static void add(String path, Sight sight, Collection<Piece> pieces, Map<String, String> absent) {
        switch (sight) {
            case Looked looked -> pieces.add(Piece.of(path, told(looked).toPrettyString() + "\n"));
            case Unseen unseen -> absent.put(path, unseen.why());
        }
    }

    private static ObjectNode told(Looked looked) {
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("asOf", looked.moment().toString());
        var things = told.putArray("things");
        looked.things().forEach(seen -> things.add(thing(seen, looked.moment())));
        return told;
    }

    /** What was seen later than the moment is left out, so that a bundle made later tells the same. */
    private static ObjectNode thing(Seen<? extends Held> seen, Instant moment) {
        ObjectNode thing = JsonNodeFactory.instance
                .objectNode()
                .put("kind", seen.held().kind().label())
                .put("firstSeen", seen.firstSeen().toString())
                .put("lastSeen", (seen.lastSeen().isAfter(moment) ? moment : seen.lastSeen()).toString());
        thing.set("held", held(seen.held()));
        return thing;
    }

    private static ObjectNode held(Held held) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        switch (held) {
            case Held.Certificate certificate ->
                told.put("certificateId", certificate.id())
                        .put("userName", certificate.userName())
                        .put("status", certificate.status())
                        .put("uploadedAt", text(certificate.uploadedAt()))
                        .put("body", certificate.body());
            case Held.OidcProvider provider -> {
                told.put("arn", provider.arn()).put("url", provider.url());
                list(told, "clientIds", provider.clientIds());
                list(told, "thumbprints", provider.thumbprints());
                tags(told, provider.tags());
                told.put("createdAt", text(provider.createdAt()));
            }
            case Held.SamlProvider provider -> {
                told.put("arn", provider.arn()).put("metadata", provider.document());
                tags(told, provider.tags());
                told.put("createdAt", text(provider.createdAt()));
            }
            case Held.Role role ->
                told.put("arn", role.arn()).put("name", role.name()).put("trust", role.trust());
        }
        return told;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return Optional.ofNullable(at).map(Instant::toString).orElse(null);
    }

    private static void list(ObjectNode told, String member, List<String> values) {
        var array = told.putArray(member);
        values.forEach(array::add);
    }

    private static void tags(ObjectNode told, Map<String, String> tags) {
        ObjectNode object = told.putObject("tags");
        tags.forEach(object::put);
    }
}
