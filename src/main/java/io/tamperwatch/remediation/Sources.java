package io.tamperwatch.remediation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.event.Partition;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the values of one finding's remedies come from: the finding, its record, earlier records, and the past. */
final class Sources implements Places {

    private final Finding finding;
    private final Acting acting;
    private final Earlier earlier;
    private final Optional<Known> known;
    private final Map<String, Earlier.Look> looked = new HashMap<>();

    Sources(Finding finding, Earlier earlier, Optional<Known> known) {
        this.finding = finding;
        this.acting = Acting.of(finding);
        this.earlier = earlier;
        this.known = known;
    }

    @Override
    public @Nullable JsonNode at(String place) {
        List<String> path = List.of(place.split("\\.", -1));
        return switch (path.getFirst()) {
            case "target" -> node(target(path.getLast()));
            case "actor" -> node(actor(path.getLast()));
            case "event" -> path.getLast().equals("name") ? node(finding.eventName()) : null;
            case "request", "response" -> Recorded.at(finding, path);
            case "earlier" -> earlier(path.get(1), path.subList(2, path.size()));
            case "known" -> known(place);
            case "derived" -> derived(path.getLast());
            default -> null;
        };
    }

    /**
     * Whether a value was left out because the finding's own actor had set it shortly before; known when every value has
     * been asked for.
     */
    boolean passedOver() {
        return looked.values().stream().anyMatch(Earlier.Look::passedOver);
    }

    /**
     * What an earlier call told. A call that updates a thing leaves what it does not name, so that an older one may tell; what
     * a call that made it did not name was not there.
     */
    private @Nullable JsonNode earlier(String name, List<String> path) {
        boolean isPartial = name.startsWith("Update");
        Finding found = looked.computeIfAbsent(
                        isPartial ? name + "." + String.join(".", path) : name,
                        _ -> isPartial
                                ? earlier.last(name, finding, one -> Recorded.at(one, path) != null)
                                : earlier.last(name, finding))
                .finding();
        return found == null ? null : Recorded.at(found, path);
    }

    private @Nullable String target(String member) {
        Target target = finding.target();
        return switch (member) {
            case "userName" -> target.userName();
            case "certificateId" -> target.certificateId();
            case "providerArn" -> target.providerArn();
            case "clientId" -> target.clientId();
            case "resource" -> target.resource();
            default -> null;
        };
    }

    private @Nullable String actor(String member) {
        return switch (member) {
            case "userName" -> acting == Acting.USER ? acting.name(finding) : null;
            case "roleName" -> acting == Acting.ROLE ? acting.name(finding) : null;
            case "accessKeyId" -> finding.actor().accessKeyId();
            case "kind" -> acting.label();
            default -> null;
        };
    }

    private @Nullable JsonNode known(String place) {
        return switch (known.orElse(null)) {
            case null -> null;
            case Known.Certificate certificate ->
                switch (place) {
                    case "known.certificate.body" -> node(certificate.body());
                    case "known.certificate.status" -> node(certificate.status());
                    default -> null;
                };
            case Known.OidcProvider provider ->
                switch (place) {
                    case "known.provider.url" -> node(provider.url());
                    case "known.provider.clientIds" -> list(provider.clientIds());
                    case "known.provider.thumbprints" -> list(provider.thumbprints());
                    case "known.provider.tags" -> provider.tags();
                    default -> null;
                };
            case Known.SamlProvider provider ->
                switch (place) {
                    case "known.saml.document" -> node(provider.document());
                    case "known.saml.tags" -> provider.tags();
                    default -> null;
                };
        };
    }

    private @Nullable JsonNode derived(String what) {
        return switch (what) {
            case "denyAllPolicy" -> node("arn:" + partition().id() + ":iam::aws:policy/AWSDenyAll");
            case "keyOwner" ->
                node(RotatableKey.of(finding, acting).map(RotatableKey::owner).orElse(null));
            case "keyToRotate" ->
                node(RotatableKey.of(finding, acting).map(RotatableKey::id).orElse(null));
            case "trailChange" -> node(trailChange().label());
            case "trailSettings" ->
                trailChange().before(member -> Optional.ofNullable(earlier("UpdateTrail", List.of("request", member))));
            case "homeRegion" -> node(partition().homeRegion());
            case "providerUrl" -> node(behind(finding.target().providerArn(), ":oidc-provider/", "https://"));
            case "providerName" -> node(behind(finding.target().providerArn(), ":saml-provider/", ""));
            case "resourceName" -> node(lastPart(finding.target().resource()));
            case "passwordPolicy" -> earlierRequest("UpdateAccountPasswordPolicy", List.of());
            case "eventSelectors" ->
                earlierRequest("PutEventSelectors", List.of("EventSelectors", "AdvancedEventSelectors"));
            default -> null;
        };
    }

    /**
     * The whole request of the last call of this name, in the words of the API.
     *
     * @param members what is kept of it; empty for everything
     */
    private @Nullable JsonNode earlierRequest(String name, List<String> members) {
        Finding found =
                looked.computeIfAbsent(name, _ -> earlier.last(name, finding)).finding();
        ObjectNode request = Optional.ofNullable(found)
                .map(one -> Recorded.at(one, List.of("request")))
                .map(Recorded::inWordsOfTheApi)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElse(null);
        if (request == null) {
            return null;
        }
        ObjectNode kept = members.isEmpty() ? request : request.retain(members);
        return kept.isEmpty() ? null : kept;
    }

    private TrailChange trailChange() {
        return TrailChange.of(Recorded.at(finding, List.of("request")));
    }

    private Partition partition() {
        return Partition.ofRegion(finding.region());
    }

    private static @Nullable String behind(@Nullable String arn, String mark, String prefix) {
        int at = arn == null ? -1 : arn.indexOf(mark);
        return arn == null || at < 0 ? null : prefix + arn.substring(at + mark.length());
    }

    /** A name, or the last part of an ARN. */
    private static @Nullable String lastPart(@Nullable String resource) {
        return resource == null || !resource.startsWith("arn:")
                ? resource
                : resource.substring(resource.lastIndexOf('/') + 1);
    }

    private static @Nullable JsonNode node(@Nullable String text) {
        return text == null ? null : TextNode.valueOf(text);
    }

    private static JsonNode list(List<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }
}
