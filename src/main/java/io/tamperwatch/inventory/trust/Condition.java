package io.tamperwatch.inventory.trust;

import java.util.List;
import java.util.Locale;

/** One line of a statement's conditions: all lines have to hold. */
record Condition(Operator operator, String key, List<PolicyText> values) {

    Condition {
        values = List.copyOf(values);
    }

    /** Whether a request with this claim under the condition's key satisfies it. */
    Answer holds(Claim claim) {
        if (operator.test() == Operator.Test.IS_ABSENT) {
            return isAbsent(claim);
        }
        return switch (claim) {
            case Claim.Absent() ->
                Answer.of(operator.ifExists() || operator.each() == Operator.Each.FOR_ALL || isNegatedSingle());
            case Claim.Unknown() -> Answer.UNKNOWN;
            case Claim.Present() -> everything();
            case Claim.Known(String value) -> compared(value);
        };
    }

    /** Whether it lets through all values or none, whatever they are. */
    Answer everything() {
        if (operator.test() == Operator.Test.IS_ABSENT) {
            return isAbsent(new Claim.Present());
        }
        boolean all = operator.test().isLike() && values.stream().anyMatch(PolicyText::matchesEverything);
        if (all || (values.isEmpty() && operator.test() != Operator.Test.ANOTHER)) {
            return Answer.of(all != operator.test().isNegated());
        }
        return Answer.UNKNOWN;
    }

    /** Holds for a key with one value exactly where this does not. */
    Condition turnedRound() {
        return new Condition(operator.turnedRound(), key, values);
    }

    private boolean isNegatedSingle() {
        return operator.test().isNegated() && operator.each() == Operator.Each.SINGLE;
    }

    private Answer isAbsent(Claim claim) {
        boolean absent = claim instanceof Claim.Absent;
        if (claim instanceof Claim.Unknown) {
            return Answer.UNKNOWN;
        }
        return Answer.any(values, value -> switch (value.text().toLowerCase(Locale.ROOT)) {
            case "true" -> Answer.of(absent);
            case "false" -> Answer.of(!absent);
            default -> Answer.UNKNOWN;
        });
    }

    private Answer compared(String value) {
        if (operator.test() == Operator.Test.ANOTHER) {
            return Answer.UNKNOWN;
        }
        Answer equal = Answer.any(values, each -> matches(each, value));
        return operator.test().isNegated() ? equal.negated() : equal;
    }

    private Answer matches(PolicyText text, String value) {
        if (text.isOpen()) {
            return Answer.UNKNOWN;
        }
        if (operator.test().isLike()) {
            return Answer.of(text.matches(value));
        }
        return Answer.of(
                operator.test().ignoresCase()
                        ? text.literal().equalsIgnoreCase(value)
                        : text.literal().equals(value));
    }
}
