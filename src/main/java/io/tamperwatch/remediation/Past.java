package io.tamperwatch.remediation;

import io.tamperwatch.finding.Finding;
import java.util.Optional;

/** Remembers what the target of a finding was before the event. */
@FunctionalInterface
public interface Past {

    /** Of nothing anything is known. */
    Past NOTHING = _ -> Optional.empty();

    /** What was last seen of the finding's target before the event; empty when nothing was, or it holds no such things. */
    Optional<Known> before(Finding finding);
}
