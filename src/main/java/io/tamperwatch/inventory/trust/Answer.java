package io.tamperwatch.inventory.trust;

import java.util.List;
import java.util.function.Function;

/** Whether something holds, as far as can be told. */
enum Answer {
    YES,
    NO,
    UNKNOWN;

    static Answer of(boolean holds) {
        return holds ? YES : NO;
    }

    Answer negated() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether all hold; of none, yes. */
    static <T> Answer all(List<T> items, Function<T, Answer> each) {
        return any(items, item -> each.apply(item).negated()).negated();
    }

    /** Whether any holds; of none, no. */
    static <T> Answer any(List<T> items, Function<T, Answer> each) {
        Answer sofar = NO;
        for (T item : items) {
            Answer answer = each.apply(item);
            if (answer == YES) {
                return YES;
            }
            if (answer == UNKNOWN) {
                sofar = UNKNOWN;
            }
        }
        return sofar;
    }
}
