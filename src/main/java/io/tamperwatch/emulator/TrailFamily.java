package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One kind of thing of CloudTrail's that can be made and changed, and the operations on it. */
interface TrailFamily {

    /** The answer; null for an operation on things of another kind. */
    @Nullable
    ObjectNode run(String action, JsonNode asked, Call call);
}
