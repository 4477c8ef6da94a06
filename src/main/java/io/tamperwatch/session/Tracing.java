package io.tamperwatch.session;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.StoreUnavailable;
import java.util.List;
import java.util.Set;

/** Something that is looked for in event history about stored findings, with the budget that others leave over. */
public interface Tracing {

    /**
     * Findings to be looked at now, newest first.
     *
     * @param elsewhere accounts whose findings are another process's business
     * @throws StoreUnavailable when the store cannot say
     */
    List<Finding> due(Set<String> elsewhere, int most);

    /**
     * Looks once, and keeps what is found.
     *
     * @return false when the process is stopping; then nothing is kept
     * @throws StoreUnavailable when it could not be kept
     */
    boolean look(Finding finding);
}
