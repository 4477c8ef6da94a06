package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.Usage;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.web.pages.RadiusView.Count;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to call things around one event at a provider: taking away locks roles out, adding opens them, and a call that was
 * refused did neither.
 *
 * @param provider its name, without what every ARN begins with
 * @param clientId null when it is about the whole provider
 * @param awaited whether events are looked at to learn who uses it
 */
record RadiusWords(String provider, @Nullable String clientId, boolean adds, boolean happened, boolean awaited) {

    private static final String NOT_KNOWN = "not known";

    static RadiusWords of(Finding finding) {
        String arn = Objects.requireNonNullElse(finding.target().providerArn(), "the provider");
        String event = finding.eventName();
        return new RadiusWords(
                Shown.text(arn.substring(arn.indexOf('/') + 1)),
                Shown.nullable(finding.target().clientId()),
                event.startsWith("Add") || event.startsWith("Create"),
                finding.outcome() == Outcome.SUCCEEDED && finding.change() != Change.NO_OP,
                Aspect.WEB_IDENTITY.isAwaitedOf(finding));
    }

    /** Whether something is gone that was there. */
    boolean takesAway() {
        return happened && !adds;
    }

    String title() {
        if (!happened) {
            return "Who would have been affected";
        }
        return adds ? "Which roles it opens" : "Who is affected";
    }

    /** What it is about, for the second line of a picture. */
    String subject() {
        String what = clientId == null ? "the provider as a whole" : "client ID " + clientId;
        return happened ? what : what + ", as it was";
    }

    List<Count> counts(BlastRadius radius) {
        String tokens = clientId == null ? "accept its tokens" : "accept this client ID";
        return List.of(
                new Count(
                        "configured",
                        "Configured",
                        digits(radius.configured()),
                        tokens + ", or may; " + digits(radius.federating()) + " trust the provider"),
                new Count("locked", lockedOut(), digits(radius.lockedOut()), "accept no other client ID it has"),
                new Count("used", "Used", digits(radius.used()), used(radius)),
                new Count("broken", "Broken", digits(radius.broken()), broken(radius)));
    }

    private String lockedOut() {
        if (!happened) {
            return "Would be locked out";
        }
        return adds ? "Open through it alone" : "Locked out";
    }

    private static String used(BlastRadius radius) {
        return radius.used() == null
                ? "when IAM last saw them used could not be read"
                : "by whomever, in the 90 days before";
    }

    private String broken(BlastRadius radius) {
        if (radius.broken() != null) {
            return "tokens were refused for them since";
        }
        if (radius.usage() == null) {
            return awaited ? "refused tokens are being looked for" : "refused tokens were not looked for";
        }
        return "no refused token was seen, which does not say that there was none";
    }

    /** How much of the events was looked at, and what they show. */
    static @Nullable String usage(BlastRadius radius) {
        Usage usage = radius.usage();
        return usage == null ? null : Shown.text(usage.why());
    }

    /** What a picture shows, for those who do not see it. */
    String described(BlastRadius radius) {
        return "%s, %s. %s roles are configured, %s of them %s; used: %s; broken: %s."
                .formatted(
                        provider,
                        subject(),
                        digits(radius.configured()),
                        digits(radius.lockedOut()),
                        lockedOut().toLowerCase(Locale.ROOT),
                        digits(radius.used()),
                        digits(radius.broken()));
    }

    /** The gist, to stand behind the verdict. */
    String gist(BlastRadius radius) {
        if (radius.configured() == 0) {
            return "No role " + (adds ? "accepts it." : "depends on it.");
        }
        boolean one = radius.configured() == 1;
        String roles = one ? "1 role" : digits(radius.configured()) + " roles";
        String used = radius.used() == null ? "" : ", " + digits(radius.used()) + " used in the 90 days before";
        String broken = radius.broken() == null ? "" : "; tokens were refused for " + digits(radius.broken());
        return roles + " " + relation(one) + used + broken + ".";
    }

    private String relation(boolean one) {
        if (adds) {
            return one ? "accepts it" : "accept it";
        }
        return one ? "depends on it" : "depend on it";
    }

    private static String digits(@Nullable Integer number) {
        return number == null ? NOT_KNOWN : String.format(Locale.ROOT, "%,d", number);
    }
}
