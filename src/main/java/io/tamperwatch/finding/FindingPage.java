package io.tamperwatch.finding;

import io.tamperwatch.finding.FindingQuery.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some findings of a query, without their records and without what was learned about them.
 *
 * @param next where the next page begins; null when this is the last
 */
public record FindingPage(List<Finding> items, @Nullable Position next) {

    public FindingPage {
        items = List.copyOf(items);
    }
}
