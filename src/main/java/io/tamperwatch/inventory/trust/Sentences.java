package io.tamperwatch.inventory.trust;

import java.util.ArrayList;
import java.util.List;

/** What a trust policy comes to, for a person. */
final class Sentences {

    private static final int MOST_NAMES = 3;

    private Sentences() {}

    static TrustRelation outside() {
        return new TrustRelation(
                Reach.OUTSIDE,
                Audience.NONE,
                List.of(),
                Subject.NONE,
                List.of(),
                List.of(),
                false,
                "The role does not trust this provider.");
    }

    static TrustRelation told(
            Reach reach,
            Audience audience,
            List<String> audiences,
            Subject subject,
            List<String> subjects,
            List<String> further,
            boolean everybody) {
        List<String> sentences = new ArrayList<>();
        sentences.add(audience(audience, audiences));
        if (reach != Reach.REFUSES || subject == Subject.NONE) {
            sentences.add(subject(subject, subjects));
        }
        if (!further.isEmpty()) {
            sentences.add("It also depends on " + String.join(", ", further) + ".");
        }
        if (everybody) {
            sentences.add("The provider is trusted only because everybody is.");
        }
        if (reach == Reach.MAY_ACCEPT) {
            sentences.add("Whether a token is accepted cannot be told from the policy.");
        }
        return new TrustRelation(
                reach, audience, audiences, subject, subjects, further, everybody, String.join(" ", sentences));
    }

    private static String audience(Audience audience, List<String> named) {
        return switch (audience) {
            case ANY -> "Accepts every client ID the provider has: there is no condition on the audience.";
            case NAMED -> "Accepts the audiences " + names(named) + ".";
            case PATTERN -> "Accepts this client ID because it matches " + names(named) + ".";
            case AMONG -> "Accepts this client ID as one of several.";
            case EXACT -> "Accepts this client ID and no other.";
            case UNDECIDED -> "The condition on the audience depends on the request.";
            case EXCLUDED -> "Rules this client ID out.";
            case OTHER -> "Accepts other audiences, not this client ID.";
            case NONE -> "The role does not trust this provider.";
        };
    }

    private static String subject(Subject subject, List<String> named) {
        return switch (subject) {
            case ANY -> "Any subject.";
            case EXCLUDING -> "Any subject but those ruled out.";
            case PATTERN -> "Only subjects like " + names(named) + ".";
            case EXACT -> "Only the subject" + (named.size() == 1 ? " " : "s ") + names(named) + ".";
            case UNDECIDED -> "The condition on the subject depends on the request.";
            case NONE -> "No subject can satisfy its conditions.";
        };
    }

    private static String names(List<String> named) {
        String some = String.join(", ", named.subList(0, Math.min(named.size(), MOST_NAMES)));
        int more = named.size() - MOST_NAMES;
        return more > 0 ? some + " and " + more + " more" : some;
    }
}
