package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.LostCertificate;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.web.pages.FindingView.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of what an event did what its page shows. */
final class ImpactViews {

    private ImpactViews() {}

    /** Null where nothing more will be known than the record tells. */
    static @Nullable ImpactView of(Finding finding, Instant now) {
        Impact impact = finding.knowledge().impact();
        if (impact != null) {
            return view(finding, impact, now);
        }
        return Aspect.IMPACT.isAwaitedOf(finding) ? awaited() : null;
    }

    private static ImpactView awaited() {
        return new ImpactView(
                "awaited",
                "Being looked at",
                "What IAM holds now is compared with what was kept from before the event. The answer appears here by"
                        + " itself.",
                List.of(),
                List.of(),
                null,
                null);
    }

    private static ImpactView view(Finding finding, Impact impact, Instant now) {
        LostCertificate lost = impact.certificate();
        Impact.BlastRadius radius = impact.blastRadius();
        return new ImpactView(
                finding.change().label(),
                label(finding.change()),
                Shown.text(impact.changeWhy()),
                facts(finding, impact),
                impact.limits().stream().map(Shown::text).toList(),
                lost == null ? null : certificate(finding, lost, now),
                radius == null ? null : RadiusViews.of(finding, radius, now));
    }

    private static String label(Change change) {
        return switch (change) {
            case CHANGED -> "Yes";
            case NO_OP -> "No";
            case UNKNOWN -> "Not known";
        };
    }

    private static List<Fact> facts(Finding finding, Impact impact) {
        Instant at = finding.occurredAt();
        Instant before = impact.seenBefore();
        Instant after = impact.seenAfter();
        return List.of(
                fact("Before", before == null ? "never seen" : "seen " + gap(before, at) + " before the event"),
                fact("After", after == null ? "not seen yet" : "looked at " + gap(at, after) + " after it"));
    }

    private static String gap(Instant from, Instant until) {
        Duration gap = Duration.between(from, until);
        return Shown.span(gap.isNegative() ? Duration.ZERO : gap);
    }

    private static ImpactView.Certificate certificate(Finding finding, LostCertificate lost, Instant now) {
        boolean isNew = finding.eventName().startsWith("Upload");
        return new ImpactView.Certificate(
                isNew ? "new" : lost.verdict().label(),
                isNew ? "A certificate more" : label(lost.verdict()),
                Shown.text(lost.why()),
                certificateFacts(finding, lost, now));
    }

    private static String label(Impact.Verdict verdict) {
        return switch (verdict) {
            case LAST -> "The last one";
            case NOT_LAST -> "Not the last one";
            case NOT_IN_USE -> "Out of use already";
            case UNKNOWN -> "Not known whether it was the last";
        };
    }

    private static List<Fact> certificateFacts(Finding finding, LostCertificate lost, Instant now) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("Whose", owner(lost)));
        facts.add(fact("Uploaded", time(lost.uploadedAt(), now)));
        facts.add(fact("Expires", time(lost.expiresAt(), now)));
        facts.add(fact("Others of theirs", lost.othersInForce() == null ? "not known" : usable(lost.othersInForce())));
        facts.add(fact("Other users", lost.otherHolders() == 1 ? "1 has one" : lost.otherHolders() + " have one"));
        facts.add(fact(
                "Kept here",
                lost.bodyKept()
                        ? (finding.outcome() == Outcome.SUCCEEDED ? "yes: it can be uploaded again" : "yes")
                        : "no"));
        return facts;
    }

    private static String owner(LostCertificate lost) {
        return switch (lost.owner()) {
            case USER -> lost.userName() == null ? "a user’s" : "user " + Shown.text(lost.userName());
            case ROOT -> "the account’s root user";
            case UNKNOWN -> "not known";
        };
    }

    private static String usable(int others) {
        return others == 0 ? "none that can be used" : others + " that can be used";
    }

    private static String time(@Nullable Instant at, Instant now) {
        return at == null ? "not known" : Shown.Time.of(at, now).full() + " (" + Shown.ago(at, now) + ")";
    }

    /** What it comes to, in half a line to stand behind the verdict; null when there is nothing to say. */
    static @Nullable String gist(Finding finding) {
        Impact impact = finding.knowledge().impact();
        if (impact == null) {
            return null;
        }
        if (impact.blastRadius() != null) {
            return RadiusWords.of(finding).gist(impact.blastRadius());
        }
        LostCertificate lost = impact.certificate();
        return lost == null || lost.verdict() == Impact.Verdict.UNKNOWN || finding.outcome() != Outcome.SUCCEEDED
                ? null
                : Shown.text(lost.why());
    }

    private static Fact fact(String label, String value) {
        return new Fact(label, value, null, false, null);
    }
}
