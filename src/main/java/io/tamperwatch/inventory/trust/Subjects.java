package io.tamperwatch.inventory.trust;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a statement says about the subject of a token.
 *
 * @param letIn whether there is a subject that satisfies it
 * @param named the values asked for, as written
 */
record Subjects(Answer letIn, Subject kind, List<String> named) {

    /** Stand-ins for whatever a wildcard covers. */
    private static final List<String> FILLINGS = List.of("", "x", "main");

    static Subjects of(List<Condition> conditions) {
        List<Condition> telling = conditions.stream()
                .filter(condition -> condition.everything() != Answer.YES)
                .toList();
        List<Condition> asked = telling.stream().filter(Subjects::asksForValues).toList();
        List<String> named = texts(asked);
        if (telling.stream().anyMatch(condition -> condition.everything() == Answer.NO)) {
            return new Subjects(Answer.NO, Subject.NONE, named);
        }
        if (telling.isEmpty()) {
            return new Subjects(Answer.YES, Subject.ANY, named);
        }
        if (telling.stream().anyMatch(Subjects::isOpen)) {
            return new Subjects(Answer.UNKNOWN, Subject.UNDECIDED, named);
        }
        return asked.isEmpty() ? excluding(telling) : some(telling, asked, named);
    }

    /** Only negations of values and patterns: one of these is outside all of them, or it takes every second name. */
    private static Subjects excluding(List<Condition> telling) {
        Stream<String> outside = Stream.of("x", "repo:x/y:ref:refs/heads/main", "system:serviceaccount:x:y", "0", "~");
        return new Subjects(witness(telling, outside), Subject.EXCLUDING, List.of());
    }

    private static Subjects some(List<Condition> telling, List<Condition> asked, List<String> named) {
        List<Condition> exact = asked.stream()
                .filter(condition ->
                        isLiteral(condition) && !condition.operator().test().ignoresCase())
                .toList();
        if (exact.isEmpty()) {
            return new Subjects(witness(telling, samples(asked)), Subject.PATTERN, named);
        }
        List<String> left = exact.getFirst().values().stream()
                .map(PolicyText::literal)
                .filter(value -> witness(telling, Stream.of(value)) == Answer.YES)
                .toList();
        return left.isEmpty()
                ? new Subjects(Answer.NO, Subject.NONE, named)
                : new Subjects(Answer.YES, Subject.EXACT, left);
    }

    private static Stream<String> samples(List<Condition> asked) {
        return asked.stream()
                .flatMap(condition -> condition.values().stream())
                .flatMap(value -> FILLINGS.stream().map(value::sample));
    }

    /** Yes when one of these satisfies all conditions; that none does proves nothing. */
    private static Answer witness(List<Condition> conditions, Stream<String> candidates) {
        return candidates.anyMatch(candidate ->
                        Answer.all(conditions, each -> each.holds(new Claim.Known(candidate))) == Answer.YES)
                ? Answer.YES
                : Answer.UNKNOWN;
    }

    /** Whether values are asked for, not ruled out. */
    static boolean asksForValues(Condition condition) {
        Operator.Test test = condition.operator().test();
        return !test.isNegated() && test != Operator.Test.IS_ABSENT && condition.everything() != Answer.YES;
    }

    /** Whether each value asked for stands for itself only. */
    static boolean isLiteral(Condition condition) {
        return switch (condition.operator().test()) {
            case EQUALS, EQUALS_ANY_CASE -> true;
            case LIKE -> condition.values().stream().noneMatch(PolicyText::isPattern);
            case NOT_EQUALS, NOT_EQUALS_ANY_CASE, NOT_LIKE, IS_ABSENT, ANOTHER -> false;
        };
    }

    private static boolean isOpen(Condition condition) {
        return condition.operator().test() == Operator.Test.ANOTHER
                || condition.holds(new Claim.Known("")) == Answer.UNKNOWN;
    }

    static List<String> texts(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> condition.values().stream())
                .map(PolicyText::text)
                .distinct()
                .toList();
    }
}
