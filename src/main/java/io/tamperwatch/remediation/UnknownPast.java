package io.tamperwatch.remediation;

import io.tamperwatch.finding.Finding;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Nothing is kept of what was before: scripts ask for what records do not tell. */
@Singleton
class UnknownPast implements Past {

    @Override
    public Optional<Known> before(Finding finding) {
        return Optional.empty();
    }
}
