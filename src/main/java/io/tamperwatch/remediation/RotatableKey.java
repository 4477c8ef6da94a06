package io.tamperwatch.remediation;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The long-term access key that a finding makes doubtful, and the user of the account who owns it. Both are of one source, so
 * that no key is looked for at a user who does not have it.
 *
 * @param id null when only the owner is known
 */
record RotatableKey(String owner, @Nullable String id) {

    /** What the ids of long-term access keys begin with; those of temporary ones, ASIA, name nothing that can be replaced. */
    private static final String LONG_TERM = "AKIA";

    /**
     * The key the call was made with, when a user of the account used one of their own; else the key the call was about, as
     * long as it is there; else a key of the acting user, who knows which. Nobody whose key had no part in it.
     */
    static Optional<RotatableKey> of(Finding finding, Acting acting) {
        Actor actor = finding.actor();
        String user = acting == Acting.USER ? acting.name(finding) : null;
        if (user != null && isLongTerm(actor.accessKeyId())) {
            return Optional.of(new RotatableKey(user, actor.accessKeyId()));
        }
        Target target = finding.target();
        if (target.userName() != null
                && target.kind().equals("access-key")
                && isLongTerm(target.resource())
                && !finding.eventName().equals("DeleteAccessKey")) {
            return Optional.of(new RotatableKey(target.userName(), target.resource()));
        }
        return Optional.ofNullable(user).map(owner -> new RotatableKey(owner, null));
    }

    private static boolean isLongTerm(@Nullable String key) {
        return key != null && key.startsWith(LONG_TERM);
    }
}
