package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.Role;
import io.tamperwatch.web.pages.FindingView.Fact;
import io.tamperwatch.web.pages.RadiusView.RoleRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes of the roles that depend on a provider what a page shows. */
final class RadiusViews {

    /** Named at once. */
    private static final int MOST = 6;

    /** Named at all; the API has more. */
    private static final int MOST_FOLDED = 10;

    private static final int MOST_SUBJECTS = 2;
    private static final int LONGEST_SUBJECT = 60;
    private static final int LONGEST_WHY = 240;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ARN = 120;

    private final RadiusWords words;
    private final BlastRadius radius;
    private final Instant occurredAt;
    private final Instant now;

    private RadiusViews(Finding finding, BlastRadius radius, Instant now) {
        this.words = RadiusWords.of(finding);
        this.radius = radius;
        this.occurredAt = finding.occurredAt();
        this.now = now;
    }

    static RadiusView of(Finding finding, BlastRadius radius, Instant now) {
        return new RadiusViews(finding, radius, now).view();
    }

    private RadiusView view() {
        List<Role> roles = radius.roles().stream()
                .sorted(Comparator.comparing((Role role) -> Ring.of(role, radius, occurredAt))
                        .thenComparing(role -> !role.lockedOut()))
                .toList();
        int named = Math.min(MOST + MOST_FOLDED, roles.size());
        int more = radius.configured() - named;
        return new RadiusView(
                words.title(),
                words.counts(radius),
                RadiusWords.usage(radius),
                roles.isEmpty() ? null : RadiusPicture.of(words, radius, roles, occurredAt),
                rows(roles.subList(0, Math.min(MOST, named))),
                rows(roles.subList(Math.min(MOST, named), named)),
                more > 0 ? "and " + more + " more; the API names up to " + BlastRadius.MOST_ROLES : null);
    }

    private List<RoleRow> rows(List<Role> roles) {
        return roles.stream().map(this::row).toList();
    }

    private RoleRow row(Role role) {
        Ring ring = Ring.of(role, radius, occurredAt);
        return new RoleRow(
                Shown.cut(Shown.text(role.name()), LONGEST_NAME),
                Shown.cut(Shown.text(role.arn()), LONGEST_ARN),
                ring.label(),
                ring.title(),
                marks(role),
                Shown.cut(Shown.text(role.why()), LONGEST_WHY),
                facts(role));
    }

    private List<String> marks(Role role) {
        List<String> marks = new ArrayList<>();
        if (role.lockedOut()) {
            marks.add(words.takesAway() ? "locked out" : "accepts no other client ID");
        }
        if (role.reach().equals("may-accept")) {
            marks.add("may accept");
        }
        return marks;
    }

    private List<Fact> facts(Role role) {
        List<Fact> facts = new ArrayList<>();
        if (role.failures() > 0) {
            facts.add(fact("Refused since", role.failures() + (role.failures() == 1 ? " token" : " tokens")));
        }
        if (role.lastUsedAt() != null) {
            String where = role.lastUsedRegion() == null ? "" : " in " + Shown.text(role.lastUsedRegion());
            facts.add(fact("Last used", Shown.ago(role.lastUsedAt(), now) + where + ", by whomever"));
        }
        if (role.lastSeenAt() != null) {
            facts.add(fact("With a token", Shown.ago(role.lastSeenAt(), now)));
        }
        if (!role.seenSubjects().isEmpty()) {
            facts.add(fact("By", subjects(role.seenSubjects())));
        }
        return facts;
    }

    private static String subjects(List<String> all) {
        String some = String.join(
                ", ",
                all.stream()
                        .limit(MOST_SUBJECTS)
                        .map(subject -> Shown.cut(Shown.text(subject), LONGEST_SUBJECT))
                        .toList());
        int more = all.size() - MOST_SUBJECTS;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    private static Fact fact(String label, String value) {
        return new Fact(label, value, null, false, null);
    }
}
