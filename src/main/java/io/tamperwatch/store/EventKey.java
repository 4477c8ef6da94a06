package io.tamperwatch.store;

import io.tamperwatch.finding.Amendment;
import io.tamperwatch.finding.Finding;

/** What makes an event record unique. */
record EventKey(String eventId, String accountKey) {

    static EventKey of(Finding finding) {
        return new EventKey(Text.key(finding.id()), Kind.accountKey(finding));
    }

    /** The amending record's own key. */
    static EventKey of(Amendment amendment) {
        return new EventKey(Text.key(amendment.eventId()), Kind.accountKey(amendment.finding()));
    }
}
