package io.tamperwatch.web.pages;

import io.tamperwatch.event.Actor;
import io.tamperwatch.event.Denial;
import io.tamperwatch.event.Provenance;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Target;
import io.tamperwatch.web.pages.FindingView.Fact;
import io.tamperwatch.web.pages.FindingView.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who, what, from where: what the record says, in the words of people. What it does not say is left out. */
final class FindingFacts {

    /** The record has all of it. */
    private static final int LONGEST = 300;

    private final List<Fact> facts = new ArrayList<>();

    private FindingFacts() {}

    static List<Facts> of(Finding finding) {
        return Stream.of(
                        new Facts("Who", who(finding)),
                        new Facts("What", what(finding)),
                        new Facts("From where", from(finding)))
                .filter(group -> !group.facts().isEmpty())
                .toList();
    }

    private static List<Fact> who(Finding finding) {
        Actor actor = finding.actor();
        Provenance origins = actor.origins();
        FindingFacts who = new FindingFacts();
        who.add("Identity", identity(actor), null);
        who.exact("Person", origins.person(), "named by AWS or an identity provider AWS checked");
        who.searched("ARN", actor.ownArn());
        who.exact("Session", origins.sessionName(), "a name its caller chose");
        who.exact("Source identity", origins.sourceIdentity(), null);
        who.exact(
                "Signed in as",
                origins.subject(),
                origins.provider() == null ? null : "at " + Shown.text(origins.provider()));
        who.exact("Access key", actor.accessKeyId(), null);
        who.add("MFA", mfa(actor.mfa()), null);
        who.exact("Called through", actor.invokedBy(), null);
        if (Boolean.TRUE.equals(actor.foreignTo(finding.accountId()))) {
            who.exact("Account of the caller", actor.accountId(), "not the account this happened in");
        }
        return who.facts;
    }

    private static String identity(Actor actor) {
        String type = switch (actor.type()) {
            case "IAMUser" -> "IAM user";
            case "AssumedRole" -> "Assumed role";
            case "Root" -> "The account’s root user";
            case "FederatedUser" -> "Federated user";
            case "Unknown" -> "Not in the record";
            default -> Shown.text(actor.type());
        };
        return actor.name() == null ? type : type + " " + Shown.text(actor.name());
    }

    private static @Nullable String mfa(@Nullable Boolean mfa) {
        return mfa == null ? null : mfa ? "Yes" : "No";
    }

    private static List<Fact> what(Finding finding) {
        FindingFacts what = new FindingFacts();
        what.exact("Call", finding.eventName(), finding.eventSource());
        Target target = finding.target();
        what.searched("User", target.userName());
        what.exact("Certificate", target.certificateId(), null);
        what.searched("Provider", target.providerArn());
        what.exact("Client ID", target.clientId(), null);
        what.exact("Resource", target.resource(), null);
        what.exact("Error", finding.errorCode(), Shown.nullable(finding.errorMessage()));
        Denial denial = finding.denial();
        if (denial != null && denial.resource() != null && target.userName() == null) {
            what.exact("Aimed at", denial.resource(), "as the refusal says");
        }
        what.exact("Account", account(finding), null);
        what.add("Region", finding.region(), null);
        return what.facts;
    }

    private static String account(Finding finding) {
        return finding.accountId() == null ? finding.account() : finding.account() + " (" + finding.accountId() + ")";
    }

    private static List<Fact> from(Finding finding) {
        Origin origin = finding.origin();
        FindingFacts from = new FindingFacts();
        from.searched("Address", origin.sourceAddress());
        from.exact("Program", origin.userAgent(), "the caller may write anything here");
        from.add("Console session", mfa(origin.console()), null);
        return from.facts;
    }

    private static String shown(String value) {
        return Shown.cut(Shown.text(value), LONGEST);
    }

    private void add(String label, @Nullable String value, @Nullable String note) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(label, shown(value), note, false, null));
        }
    }

    private void exact(String label, @Nullable String value, @Nullable String note) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(label, shown(value), note, true, null));
        }
    }

    private void searched(String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            boolean searchable = value.length() <= 200 && value.chars().noneMatch(Character::isISOControl);
            facts.add(new Fact(
                    label, shown(value), null, true, searchable ? "/findings?q=" + FilterForm.encoded(value) : null));
        }
    }
}
