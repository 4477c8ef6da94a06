package io.tamperwatch.posture;

import java.util.List;

/**
 * What the policies of an account come to.
 *
 * @param policies how many were looked at
 * @param unreadable those that are no JSON
 * @param everything policies that give every action on every resource, and are in use
 * @param services policies that give all of a service that guards the account
 * @param passesAnyRole policies that let any role be handed to a service
 * @param escalations users and roles that can give themselves more
 * @param openTrusts roles that anybody with a token can take on
 * @param logReaders who can read the trails' log files without that being meant
 */
record PolicyReview(
        int policies,
        int unreadable,
        List<Offender> everything,
        List<Offender> services,
        List<Offender> passesAnyRole,
        List<Offender> escalations,
        List<Offender> openTrusts,
        List<Offender> logReaders) {}
