package io.tamperwatch.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** How many things a watch does at the same time. */
interface InFlight {

    /**
     * Does something with each item, several at once where the implementation can, and waits for all.
     *
     * @param last an outcome after which no further item is begun
     * @return the outcomes of the items that were begun, in the items' order
     */
    <T, R> List<R> each(List<T> items, Function<T, R> work, Predicate<R> last);

    /** One after the other. */
    static InFlight oneAtATime() {
        return new InFlight() {
            @Override
            public <T, R> List<R> each(List<T> items, Function<T, R> work, Predicate<R> last) {
                List<R> outcomes = new ArrayList<>();
                for (T item : items) {
                    R outcome = work.apply(item);
                    outcomes.add(outcome);
                    if (last.test(outcome)) {
                        break;
                    }
                }
                return outcomes;
            }
        };
    }
}
