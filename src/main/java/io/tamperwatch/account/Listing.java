package io.tamperwatch.account;

import java.util.List;

/**
 * What came of asking for a list, whole or not at all: half a list would look as if the rest were gone.
 *
 * @param <T> what is listed
 */
public sealed interface Listing<T> {

    /** Everything there is. */
    record Complete<T>(List<T> all) implements Listing<T> {

        public Complete {
            all = List.copyOf(all);
        }
    }

    /**
     * No list.
     *
     * @param reason one sentence for an operator
     */
    record Failed<T>(Trouble trouble, String reason) implements Listing<T> {}
}
