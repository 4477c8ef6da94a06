package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.web.pages.RadiusPicture.Node;
import io.tamperwatch.web.pages.RadiusPicture.Rest;
import io.tamperwatch.web.pages.RadiusView.Count;
import io.tamperwatch.web.pages.RadiusView.RoleRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RadiusViewsTest {

    @Test
    void countsFirst() {
        assertThat(of(Affected.threeRings()).counts())
                .containsExactly(
                        new Count(
                                "configured", "Configured", "3", "accept this client ID, or may; 5 trust the provider"),
                        new Count("locked", "Locked out", "2", "accept no other client ID it has"),
                        new Count("used", "Used", "2", "by whomever, in the 90 days before"),
                        new Count("broken", "Broken", "1", "tokens were refused for them since"));
        assertThat(of(Affected.threeRings()).usage()).isEqualTo("Told.");
    }

    @Test
    void saysWhatIsNotKnownAsNotKnown() {
        RadiusView view = of(Affected.configured(3));

        assertThat(view.counts().subList(2, 4))
                .containsExactly(
                        new Count("used", "Used", "not known", "when IAM last saw them used could not be read"),
                        new Count("broken", "Broken", "not known", "refused tokens are being looked for"));
        assertThat(view.usage()).isNull();
        assertThat(view.roles()).extracting(RoleRow::ringLabel).containsOnly("Use not known");
    }

    @Test
    void doesNotTakeSilenceForHealth() {
        BlastRadius rings = Affected.threeRings();
        RadiusView view = of(new BlastRadius(5, 3, 2, 2, rings.usage(), null, rings.roles(), "why"));

        assertThat(view.counts().getLast())
                .isEqualTo(new Count(
                        "broken",
                        "Broken",
                        "not known",
                        "no refused token was seen, which does not say that there was none"));
    }

    @Test
    void namesTheHardestHitFirst() {
        RadiusView view = of(Affected.threeRings());

        assertThat(view.roles())
                .extracting(RoleRow::name, RoleRow::ring, RoleRow::marks)
                .containsExactly(
                        tuple("checkout", "broken", List.of("locked out")),
                        tuple("support", "used", List.of("may accept")),
                        tuple("idle", "idle", List.of("locked out")));
        assertThat(view.roles().getFirst().facts())
                .extracting(FindingView.Fact::label, FindingView.Fact::value)
                .containsExactly(
                        tuple("Refused since", "4 tokens"), tuple("Last used", "11 min ago in eu-west-1, by whomever"));
    }

    @Test
    void drawsFromTheProviderToTheRolesToWhatIsKnownOfThem() {
        assertThat(of(Affected.threeRings()).picture())
                .isEqualTo(new RadiusPicture(
                        148,
                        "login.example.com",
                        "client ID reports",
                        true,
                        130,
                        List.of(
                                new Node(66, "checkout", "checkout", true, "broken", "broken"),
                                new Node(98, "support", "support", false, "used", "in use"),
                                new Node(130, "idle", "idle", true, "idle", "not used")),
                        null,
                        "login.example.com, client ID reports. 3 roles are configured, 2 of them locked out; used: 2;"
                                + " broken: 1."));
    }

    @Test
    void drawsAFewAndNamesSomeMoreOfHundreds() {
        RadiusView view = of(Affected.configured(1400));

        assertThat(view.picture()).isNotNull();
        assertThat(view.picture().nodes()).hasSize(8);
        assertThat(view.picture().more()).isEqualTo(new Rest(322, "and 1392 more"));
        assertThat(view.roles()).hasSize(6);
        assertThat(view.others()).hasSize(10);
        assertThat(view.more()).isEqualTo("and 1384 more; the API names up to 200");
    }

    @Test
    void cutsLongNamesInThePictureOnly() {
        String name = "n".repeat(64);
        RadiusView view = of(
                new BlastRadius(1, 1, 0, null, null, null, List.of(Affected.role(name, false, null, null, 0)), "why"));

        assertThat(view.picture()).isNotNull();
        assertThat(view.picture().nodes())
                .containsExactly(new Node(66, "n".repeat(28) + "…", name, false, "unknown", "use not known"));
        assertThat(view.roles()).extracting(RoleRow::name).containsExactly(name);
    }

    @Test
    void nobodyDependsOnIt() {
        RadiusView view = of(new BlastRadius(0, 0, 0, null, null, null, List.of(), "why"));

        assertThat(view.picture()).isNull();
        assertThat(view.roles()).isEmpty();
        assertThat(ImpactViews.gist(Affected.removal(new BlastRadius(0, 0, 0, null, null, null, List.of(), "why"))))
                .isEqualTo("No role depends on it.");
    }

    @Test
    void whatChangedNothingLockedNobodyOut() {
        Finding nothing = Affected.removal(Affected.threeRings()).changing(Change.NO_OP);
        RadiusView view = RadiusViews.of(nothing, Affected.threeRings(), Affected.NOW);

        assertThat(view.title()).isEqualTo("Who would have been affected");
        assertThat(view.counts()).extracting(Count::label).contains("Would be locked out");
        assertThat(view.roles().getFirst().marks()).containsExactly("accepts no other client ID");
        assertThat(view.picture()).isNotNull();
        assertThat(view.picture().nodes()).noneMatch(Node::cut);
    }

    @Test
    void whatIsAddedOpens() {
        Finding added = Affected.about(
                "AddClientIDToOpenIDConnectProvider",
                "iam-oidc-client-id-added",
                Affected.removal(null).target(),
                Affected.removal(Affected.threeRings()).knowledge().impact());

        assertThat(RadiusViews.of(added, Affected.threeRings(), Affected.NOW).title())
                .isEqualTo("Which roles it opens");
        assertThat(ImpactViews.gist(added))
                .isEqualTo("3 roles accept it, 2 used in the 90 days before; tokens were refused for 1.");
    }

    private static RadiusView of(BlastRadius radius) {
        return RadiusViews.of(Affected.removal(radius), radius, Affected.NOW);
    }
}
