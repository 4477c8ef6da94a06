package io.tamperwatch.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Observations that make a finding graver or milder. The catalogue says which of them speak for a scenario. */
public enum SignalCode {
    /** The account's root user called. */
    ROOT,
    /** The session is known to have no MFA. */
    NO_MFA,
    /** The caller is not the user whose credential was touched. */
    ACTOR_NOT_OWNER,
    /** The same actor was refused before the call succeeded. */
    DENIED_THEN_ALLOWED,
    /** One actor touched several credential anchors in a short time. */
    ANCHOR_BURST,
    /** The call came from outside the networks the operator trusts. */
    UNTRUSTED_NETWORK,
    /** The actor has not made this call before, as far as the findings reach back. */
    FIRST_TIME_ACTOR,
    /** A console session was made from a long-term access key. */
    CONSOLE_LONG_TERM_KEY,
    /** The operator expects such calls of this actor. */
    EXPECTED_ACTOR,
    /** Events around the call make up a known routine. */
    ROUTINE_SEQUENCE,
    /** A client ID was added near the removal of another: a change of configuration, or a swap. */
    ADD_NEAR_REMOVE;

    /** The word used in the API and in the catalogue's files. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
