package io.tamperwatch.inventory.trust;

import java.util.List;

/**
 * What a statement says about the audience.
 *
 * @param holds whether a token for the client ID satisfies it
 * @param named the values asked for, as written
 */
record Audiences(Answer holds, Audience kind, List<String> named) {

    static Audiences of(List<Condition> conditions, Claim audience) {
        List<Condition> asked =
                conditions.stream().filter(Subjects::asksForValues).toList();
        List<String> named = Subjects.texts(asked);
        if (audience instanceof Claim.Present) {
            return ofProvider(conditions, named);
        }
        Answer holds = Answer.all(conditions, condition -> condition.holds(audience));
        return new Audiences(
                holds,
                switch (holds) {
                    case YES -> kind(conditions, asked);
                    case NO -> reason(conditions, audience);
                    case UNKNOWN -> Audience.UNDECIDED;
                },
                named);
    }

    /** Of the provider as a whole, whatever its client IDs: a condition names some of them. */
    private static Audiences ofProvider(List<Condition> conditions, List<String> named) {
        return switch (Answer.all(conditions, Condition::everything)) {
            case YES -> new Audiences(Answer.YES, Audience.ANY, named);
            case NO -> new Audiences(Answer.NO, Audience.OTHER, named);
            case UNKNOWN -> new Audiences(Answer.YES, Audience.NAMED, named);
        };
    }

    private static Audience kind(List<Condition> conditions, List<Condition> asked) {
        if (asked.isEmpty()) {
            return Audience.ANY;
        }
        List<Condition> literal = asked.stream().filter(Subjects::isLiteral).toList();
        if (literal.isEmpty()) {
            return Audience.PATTERN;
        }
        // a client ID that another condition rules out is not let in besides
        long letIn = literal.getFirst().values().stream()
                .map(PolicyText::literal)
                .distinct()
                .filter(value -> Answer.all(conditions, each -> each.holds(new Claim.Known(value))) != Answer.NO)
                .count();
        return letIn > 1 ? Audience.AMONG : Audience.EXACT;
    }

    private static Audience reason(List<Condition> conditions, Claim audience) {
        boolean excluded = conditions.stream()
                .anyMatch(
                        condition -> condition.operator().test().isNegated() && condition.holds(audience) == Answer.NO);
        return excluded ? Audience.EXCLUDED : Audience.OTHER;
    }
}
