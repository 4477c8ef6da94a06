package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.LostCertificate;
import io.tamperwatch.finding.Impact.Owner;
import io.tamperwatch.finding.Impact.Verdict;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Target;
import io.tamperwatch.web.pages.FindingView.Fact;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpactViewsTest {

    private static final String ONLY = "It was the only certificate the user could sign with.";

    @Test
    void tellsWhetherItChangedAnythingAndHowThatIsKnown() {
        ImpactView view = of(Affected.removal(Affected.threeRings()));

        assertThat(view.verdict()).isEqualTo("changed");
        assertThat(view.label()).isEqualTo("Yes");
        assertThat(view.why()).isEqualTo("The provider had the client ID before.");
        assertThat(view.facts())
                .containsExactly(
                        fact("Before", "seen 2 h before the event"), fact("After", "looked at 2 min after it"));
    }

    @Test
    void tellsThatNothingWasThereToCompare() {
        Impact blind = new Impact(
                "The provider's client IDs before the event are not known.",
                null,
                null,
                null,
                null,
                List.of("iam:GetOpenIDConnectProvider has to be allowed."),
                Affected.NOW,
                1);
        Finding finding = Affected.removal(null).changing(Change.UNKNOWN).knowing(Knowledge.NONE.with(blind));
        ImpactView view = of(finding);

        assertThat(view.label()).isEqualTo("Not known");
        assertThat(view.facts()).containsExactly(fact("Before", "never seen"), fact("After", "not seen yet"));
        assertThat(view.limits()).containsExactly("iam:GetOpenIDConnectProvider has to be allowed.");
        assertThat(Sentence.ending(finding)).isEqualTo("The call succeeded. Whether it changed anything is not known.");
    }

    @Test
    void saysThatItIsStillBeingLookedAt() {
        Finding fresh = Affected.about(
                "DeleteSigningCertificate",
                "iam-signing-certificate-deleted",
                new Target("signing-certificate", "payments", "CERT1", null, null, null),
                null);

        assertThat(of(fresh).verdict()).isEqualTo("awaited");
        assertThat(ImpactViews.gist(fresh)).isNull();
        assertThat(Sentence.ending(fresh)).endsWith("is not known yet.");
    }

    @Test
    void promisesNothingWhereNothingIsLookedAt() {
        Finding key = Affected.about(
                "DeleteAccessKey",
                "iam-access-key-deleted",
                new Target("access-key", "payments", null, null, null, "AKIAEXAMPLE"),
                null);

        assertThat(ImpactViews.of(key, Affected.NOW)).isNull();
        assertThat(Sentence.ending(key)).endsWith("is not known.");
    }

    @ParameterizedTest
    @CsvSource({
        "LAST, last, The last one",
        "NOT_LAST, not-last, Not the last one",
        "NOT_IN_USE, not-in-use, Out of use already",
        "UNKNOWN, unknown, Not known whether it was the last"
    })
    void tellsWhatACertificateWasToItsOwner(Verdict verdict, String word, String label) {
        ImpactView.Certificate certificate = certificate(Affected.lost(verdict, ONLY));

        assertThat(certificate.verdict()).isEqualTo(word);
        assertThat(certificate.label()).isEqualTo(label);
        assertThat(certificate.why()).isEqualTo(ONLY);
    }

    @Test
    void tellsWhoseItWasAndWhetherItCanComeBack() {
        assertThat(certificate(Affected.lost(Verdict.LAST, ONLY)).facts())
                .containsExactly(
                        fact("Whose", "user payments"),
                        fact("Uploaded", "22 Aug 2025, 03:00:00 UTC (200 days ago)"),
                        fact("Expires", "22 Aug 2026, 03:00:00 UTC (in 164 days)"),
                        fact("Others of theirs", "none that can be used"),
                        fact("Other users", "3 have one"),
                        fact("Kept here", "yes: it can be uploaded again"));
        assertThat(ImpactViews.gist(Affected.deletion(Affected.lost(Verdict.LAST, ONLY))))
                .isEqualTo(ONLY);
    }

    @Test
    void knowsLittleOfTheRootUsersCertificates() {
        LostCertificate roots =
                new LostCertificate(Verdict.UNKNOWN, Owner.ROOT, null, null, null, null, 1, false, "Only that user.");

        assertThat(certificate(roots).facts())
                .containsExactly(
                        fact("Whose", "the account’s root user"),
                        fact("Uploaded", "not known"),
                        fact("Expires", "not known"),
                        fact("Others of theirs", "not known"),
                        fact("Other users", "1 has one"),
                        fact("Kept here", "no"));
        assertThat(ImpactViews.gist(Affected.deletion(roots))).isNull();
    }

    @Test
    void aNewCertificateIsNotCalledTheLast() {
        Finding upload = Affected.about(
                "UploadSigningCertificate",
                "iam-signing-certificate-uploaded",
                Affected.deletion(null).target(),
                Affected.deletion(Affected.lost(Verdict.UNKNOWN, ONLY))
                        .knowledge()
                        .impact());

        assertThat(of(upload).certificate()).isNotNull();
        assertThat(Objects.requireNonNull(of(upload).certificate()).label()).isEqualTo("A certificate more");
    }

    private static ImpactView of(Finding finding) {
        return Objects.requireNonNull(ImpactViews.of(finding, Affected.NOW));
    }

    private static ImpactView.Certificate certificate(@Nullable LostCertificate lost) {
        return Objects.requireNonNull(of(Affected.deletion(lost)).certificate());
    }

    private static Fact fact(String label, String value) {
        return new Fact(label, value, null, false, null);
    }
}
