package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.Kind;
import io.tamperwatch.store.TestingStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remedies are given to put back. */
class InventoryPastTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String DIGITS = "111122223333";
    private static final String LOGIN = "arn:aws:iam::111122223333:oidc-provider/login.example.com";
    private static final String SAML = "arn:aws:iam::111122223333:saml-provider/staff";

    @TempDir
    Path directory;

    @Test
    void isWhatTheInventorySawLastBeforeTheEvent() {
        try (TestingStores stores = new TestingStores(directory)) {
            InventoryStore inventory = stores.inventory();
            inventory.saw(
                    DIGITS,
                    List.of(
                            new Held.Certificate("C1", "dana.keller", "the body", "Inactive", NOON),
                            new Held.OidcProvider(
                                    LOGIN,
                                    "login.example.com",
                                    List.of("a", "b"),
                                    List.of("00"),
                                    Map.of("k", "v"),
                                    NOON),
                            new Held.SamlProvider(SAML, "<xml/>", Map.of(), NOON)),
                    NOON);
            inventory.missed(DIGITS, Kind.SIGNING_CERTIFICATE, "C1", NOON.plusSeconds(60));
            Past past = new InventoryPast(inventory);

            assertThat(past.before(
                            finding(new Target("signing-certificate", "dana.keller", "C1", null, null, null), 59)))
                    .contains(new Known.Certificate("the body", "Inactive", NOON));
            assertThat(past.before(
                            finding(new Target("signing-certificate", "dana.keller", "C1", null, null, null), 61)))
                    .isEmpty();
            assertThat(past.before(
                            finding(new Target("signing-certificate", "dana.keller", null, null, null, null), 59)))
                    .isEmpty();
            assertThat(past.before(finding(new Target("oidc-client-id", null, null, LOGIN, "a", null), 5)))
                    .contains(new Known.OidcProvider(
                            "https://login.example.com",
                            List.of("a", "b"),
                            List.of("00"),
                            JsonNodeFactory.instance
                                    .arrayNode()
                                    .add(JsonNodeFactory.instance
                                            .objectNode()
                                            .put("Key", "k")
                                            .put("Value", "v")),
                            NOON));
            assertThat(past.before(finding(new Target("saml-provider", null, null, SAML, null, null), 5)))
                    .contains(new Known.SamlProvider("<xml/>", JsonNodeFactory.instance.arrayNode(), NOON));
            assertThat(past.before(finding(new Target("access-key", "dana.keller", null, null, null, "AKIA"), 5)))
                    .isEmpty();
        }
    }

    private static Finding finding(Target target, int after) {
        return new Finding(
                "e-1",
                "default",
                DIGITS,
                "detection",
                List.of("detection"),
                "iam.amazonaws.com",
                "Event",
                NOON.plusSeconds(after),
                NOON.plusSeconds(600),
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.HIGH,
                Status.OPEN,
                Change.UNKNOWN,
                new Actor("IAMUser", null, null, null, null, null, null, null),
                new Origin(null, null, null),
                target,
                List.of(),
                List.of(),
                List.of(),
                "{}");
    }
}
