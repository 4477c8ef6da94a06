package io.tamperwatch.assess;

import static io.tamperwatch.catalogue.SignalCode.ACTOR_NOT_OWNER;
import static io.tamperwatch.catalogue.SignalCode.CONSOLE_LONG_TERM_KEY;
import static io.tamperwatch.catalogue.SignalCode.DENIED_THEN_ALLOWED;
import static io.tamperwatch.catalogue.SignalCode.EXPECTED_ACTOR;
import static io.tamperwatch.catalogue.SignalCode.NO_MFA;
import static io.tamperwatch.catalogue.SignalCode.ROOT;
import static io.tamperwatch.catalogue.SignalCode.UNTRUSTED_NETWORK;

import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import java.util.List;

/** What the finding itself tells about its caller. docs/assessment.md explains each weight. */
final class CallerSignals {

    /** With one of these, an expected actor is not behaving as expected. */
    static final List<SignalCode> CONTRADICTIONS =
            List.of(ROOT, UNTRUSTED_NETWORK, DENIED_THEN_ALLOWED, CONSOLE_LONG_TERM_KEY);

    private final AssessSettings settings;

    CallerSignals(AssessSettings settings) {
        this.settings = settings;
    }

    void read(Finding finding, Sightings seen) {
        root(finding.actor(), seen);
        mfa(finding.actor(), seen);
        owner(finding, seen);
        if (settings.isOutside(finding.origin().sourceAddress())) {
            seen.add(UNTRUSTED_NETWORK, 2, "The call came from outside the trusted networks.");
        }
        if (Boolean.TRUE.equals(finding.origin().console()) && usesLongTermKey(finding.actor())) {
            seen.add(
                    CONSOLE_LONG_TERM_KEY,
                    2,
                    "A console session was made from a user's long-term access key, which people rarely do and intruders"
                            + " often.");
        }
    }

    /** To be called when everything that may contradict it has been seen. */
    void expected(Finding finding, Sightings seen) {
        if (!settings.expects(finding.actor().ownArn())) {
            return;
        }
        if (seen.hasAny(CONTRADICTIONS)) {
            seen.add(
                    EXPECTED_ACTOR,
                    0,
                    "The actor is on the list of expected actors, which counts for nothing beside the other signals:"
                            + " this is not how it is expected to act.");
        } else {
            seen.add(EXPECTED_ACTOR, -3, "The actor's own ARN is on the list of expected actors.");
        }
    }

    private static void root(Actor actor, Sightings seen) {
        if (Boolean.TRUE.equals(actor.origins().assumedRoot())) {
            seen.add(ROOT, 2, "A management account acted as the root user of this account, by AssumeRoot.");
        } else if (actor.type().equals("Root") || "Root".equals(actor.origins().issuerType())) {
            seen.add(ROOT, 3, "The account's root user made the call, which ordinary work never needs.");
        }
    }

    /** Only of a user's own session does the attribute tell about a person: roles carry "false" as a rule. */
    private static void mfa(Actor actor, Sightings seen) {
        boolean own = actor.type().equals("IAMUser") || actor.type().equals("Root");
        if (own && Boolean.FALSE.equals(actor.mfa()) && actor.origins().assumedRoot() == null) {
            seen.add(NO_MFA, 1, "The session is recorded as one without MFA.");
        }
    }

    private static void owner(Finding finding, Sightings seen) {
        String owner = finding.target().userName();
        Actor actor = finding.actor();
        if (owner != null && !(actor.type().equals("IAMUser") && owner.equals(actor.name()))) {
            seen.add(ACTOR_NOT_OWNER, 1, "The caller is not the user whose credential was touched.");
        }
    }

    private static boolean usesLongTermKey(Actor actor) {
        String key = actor.accessKeyId();
        return (key != null && key.startsWith("AKIA"))
                || (actor.type().equals("FederatedUser")
                        && "IAMUser".equals(actor.origins().issuerType()));
    }
}
