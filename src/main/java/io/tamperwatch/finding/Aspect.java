package io.tamperwatch.finding;

import io.tamperwatch.catalogue.Severity;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Something that cannot be told from a record, and is learned about a finding after it was stored. */
public enum Aspect {
    /** How the session that made the call began, and what else it did. */
    SESSION {
        @Override
        public boolean isAwaitedOf(Finding finding) {
            return finding.severity().compareTo(Severity.MEDIUM) <= 0
                    && finding.actor().usedTemporaryKey();
        }
    },
    /** What the event did to the account, by IAM's state before and after it. */
    IMPACT {
        @Override
        public boolean isAwaitedOf(Finding finding) {
            return ANCHORS.contains(finding.target().kind());
        }
    },
    /** The body of a deleted certificate that no snapshot saw, from the event of its upload. */
    UPLOAD {
        @Override
        public Duration patience() {
            return UNTIL_THE_IMPACT_IS_KNOWN;
        }

        @Override
        public boolean isAwaitedOf(Finding finding) {
            return finding.eventName().equals("DeleteSigningCertificate")
                    && finding.outcome() == Outcome.SUCCEEDED
                    && finding.target().certificateId() != null;
        }
    },
    /** Who gets roles through the provider the event is about, and whose tokens are refused since. */
    WEB_IDENTITY {
        @Override
        public Duration patience() {
            return UNTIL_THE_IMPACT_IS_KNOWN;
        }

        @Override
        public boolean isAwaitedOf(Finding finding) {
            return finding.severity().compareTo(Severity.MEDIUM) <= 0
                    && PROVIDERS.contains(finding.target().kind())
                    && finding.outcome() == Outcome.SUCCEEDED
                    && finding.change() != Change.NO_OP;
        }
    };

    /** The kinds of targets the inventory keeps. */
    private static final Set<String> ANCHORS =
            Set.of("signing-certificate", "oidc-client-id", "oidc-provider", "saml-provider");

    private static final Set<String> PROVIDERS = Set.of("oidc-client-id", "oidc-provider");

    /** What IAM tells takes seconds, and spares or directs looking in event history; without it this is looked at anyway. */
    private static final Duration UNTIL_THE_IMPACT_IS_KNOWN = Duration.ofMinutes(5);

    /** How long after its detection a finding waits for its impact to be known before this is looked at. */
    public Duration patience() {
        return Duration.ZERO;
    }

    /** Whether there is something to learn of it about a finding that has just been stored or is seen in another light. */
    public abstract boolean isAwaitedOf(Finding finding);

    /** The word the store keeps; never changes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
