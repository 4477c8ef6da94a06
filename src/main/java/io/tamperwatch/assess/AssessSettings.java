package io.tamperwatch.assess;

import io.tamperwatch.setting.InvalidSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows of the surroundings.
 *
 * @param trustedNetworks from where calls are expected; when empty, no network is called untrusted
 * @param expectedActors own ARNs of the users and roles whose work touches credential anchors
 */
public record AssessSettings(List<Network> trustedNetworks, Set<String> expectedActors) {

    static final String NETWORKS = "tamperwatch.trusted-networks";
    static final String ACTORS = "tamperwatch.expected-actors";

    public static final AssessSettings NONE = new AssessSettings(List.of(), Set.of());

    /** IAM's own ARNs only: the ARN of a session ends in a name that its caller chooses. */
    private static final Pattern OWN_ARN =
            Pattern.compile("arn:aws[a-z-]*+:iam::\\d{12}:(?:user|role)/(?:[\\x21-\\x2E\\x30-\\x7E]+/)*+[\\w+=,.@-]++");

    public AssessSettings {
        trustedNetworks = List.copyOf(trustedNetworks);
        expectedActors = Set.copyOf(expectedActors);
    }

    static AssessSettings of(AssessConfig config) {
        return of(config.trustedNetworks(), config.expectedActors());
    }

    /** @throws InvalidSetting when a word is no network or no ARN */
    public static AssessSettings of(Optional<String> networks, Optional<String> actors) {
        String given = networks.orElse("");
        List<Network> trusted = words(given)
                .map(word -> Network.parse(word)
                        .orElseThrow(() -> new InvalidSetting(
                                NETWORKS,
                                given,
                                "networks in CIDR notation separated by commas are allowed, for example"
                                        + " 203.0.113.0/24,2001:db8::/32")))
                .toList();
        return new AssessSettings(
                trusted, words(actors.orElse("")).map(AssessSettings::ownArn).collect(Collectors.toSet()));
    }

    private static String ownArn(String word) {
        if (!OWN_ARN.matcher(word).matches()) {
            throw new InvalidSetting(
                    ACTORS,
                    word,
                    "ARNs of IAM users and roles separated by commas are allowed, never of a session, for example"
                            + " arn:aws:iam::111122223333:role/deployment");
        }
        return word;
    }

    private static Stream<String> words(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty() || !list.isBlank());
    }

    /** Whether the address is one and lies outside every trusted network; never for the name of an AWS service. */
    boolean isOutside(@Nullable String sourceAddress) {
        if (trustedNetworks.isEmpty() || sourceAddress == null) {
            return false;
        }
        return Network.address(sourceAddress)
                .map(address -> trustedNetworks.stream().noneMatch(network -> network.contains(address)))
                .orElse(false);
    }

    boolean expects(@Nullable String ownArn) {
        return ownArn != null && expectedActors.contains(ownArn);
    }
}
