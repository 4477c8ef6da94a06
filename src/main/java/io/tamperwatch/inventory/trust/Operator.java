package io.tamperwatch.inventory.trust;

import java.util.Arrays;
import java.util.Locale;

/**
 * A condition operator taken apart: {@code ForAnyValue:StringNotLikeIfExists}.
 *
 * @param name as written
 * @param each how it treats several values of one key
 * @param ifExists whether a key that is not there satisfies it
 */
record Operator(String name, Each each, Test test, boolean ifExists) {

    enum Each {
        /** The key has one value. */
        SINGLE,
        FOR_ANY,
        FOR_ALL
    }

    enum Test {
        EQUALS("stringequals", false),
        NOT_EQUALS("stringnotequals", true),
        EQUALS_ANY_CASE("stringequalsignorecase", false),
        NOT_EQUALS_ANY_CASE("stringnotequalsignorecase", true),
        LIKE("stringlike", false),
        NOT_LIKE("stringnotlike", true),
        IS_ABSENT("null", false),
        /** One that does not compare text: of dates, addresses, ARNs and the like. */
        ANOTHER("", false);

        private final String word;
        private final boolean negated;

        Test(String word, boolean negated) {
            this.word = word;
            this.negated = negated;
        }

        boolean isNegated() {
            return negated;
        }

        boolean ignoresCase() {
            return this == EQUALS_ANY_CASE || this == NOT_EQUALS_ANY_CASE;
        }

        boolean isLike() {
            return this == LIKE || this == NOT_LIKE;
        }
    }

    private static final String ANY = "foranyvalue:";
    private static final String ALL = "forallvalues:";
    private static final String IF_EXISTS = "ifexists";

    static Operator of(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT);
        Each each = Each.SINGLE;
        if (word.startsWith(ANY)) {
            each = Each.FOR_ANY;
            word = word.substring(ANY.length());
        } else if (word.startsWith(ALL)) {
            each = Each.FOR_ALL;
            word = word.substring(ALL.length());
        }
        boolean ifExists = word.endsWith(IF_EXISTS);
        String test = ifExists ? word.substring(0, word.length() - IF_EXISTS.length()) : word;
        return new Operator(name, each, test(test), ifExists);
    }

    /** The opposite for a key that is there; of one that compares no text, itself. */
    Operator turnedRound() {
        return new Operator(
                name,
                each,
                switch (test) {
                    case EQUALS -> Test.NOT_EQUALS;
                    case NOT_EQUALS -> Test.EQUALS;
                    case EQUALS_ANY_CASE -> Test.NOT_EQUALS_ANY_CASE;
                    case NOT_EQUALS_ANY_CASE -> Test.EQUALS_ANY_CASE;
                    case LIKE -> Test.NOT_LIKE;
                    case NOT_LIKE -> Test.LIKE;
                    case IS_ABSENT, ANOTHER -> Test.ANOTHER;
                },
                ifExists);
    }

    private static Test test(String word) {
        return Arrays.stream(Test.values())
                .filter(test -> test != Test.ANOTHER && test.word.equals(word))
                .findFirst()
                .orElse(Test.ANOTHER);
    }
}
