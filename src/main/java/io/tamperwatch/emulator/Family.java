package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One kind of thing an account's IAM holds, and the operations on it. */
interface Family {

    /** The answer; null for an operation on things of another kind. */
    @Nullable
    ObjectNode run(String action, Parameters asked, Call call);

    /** Whether this user holds such a thing and hence cannot be deleted. */
    default boolean isHeldBy(String user) {
        return false;
    }
}
