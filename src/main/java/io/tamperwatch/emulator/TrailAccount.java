package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one account has set up in CloudTrail. */
final class TrailAccount {

    private final List<TrailFamily> families;

    TrailAccount(Account account) {
        families = List.of(new Trails(account), new EventDataStores(account));
    }

    /** The answer; null for an unknown operation. */
    synchronized @Nullable ObjectNode run(String action, JsonNode asked, Call call) {
        for (TrailFamily family : families) {
            ObjectNode result = family.run(action, asked, call);
            if (result != null) {
                return result;
            }
        }
        return null;
    }
}
