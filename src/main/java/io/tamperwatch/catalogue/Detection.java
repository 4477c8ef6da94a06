package io.tamperwatch.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalogue rule: which events make findings of this kind, how grave they are, and what to tell about them.
 *
 * @param id kebab-case, never reused
 * @param eventSource the service, for example {@code iam.amazonaws.com}
 * @param eventNames API names as CloudTrail writes them
 * @param scope whether the events are recorded in the partition's home Region or where the call was made
 * @param target true for the events the product exists for: they are read in every poll, whatever the budget
 * @param context true when the events are read only to understand others and make no finding of their own
 * @param dryRun true when findings are counted and shown but never alert
 * @param idempotent true when the call succeeds although there was nothing to change, so success proves nothing
 * @param severity of a call that succeeded
 * @param severityWhenDenied of a call that was not allowed
 * @param severityWhenFailed of a call that failed for another reason
 * @param what what the event is
 * @param why why it is watched
 * @param targetFields names of a finding's target fields, each with the request parameter that holds it, or with the
 *     member of the answer, then beginning with {@code responseElements.}
 * @param remedies the runbook, in the order a responder takes it
 * @param onlyWhen request parameters, each with the values that make a finding; a call that does not have the parameter,
 *     or whose request is not recorded, makes one too
 * @param techniques what an intruder would do it for; empty when no known technique fits
 * @param repairedBy names of the events that undo the harm
 * @param routines ordinary work the event can be part of
 * @param compliance controls that speak of exactly such an event
 */
public record Detection(
        String id,
        String title,
        String eventSource,
        List<String> eventNames,
        Scope scope,
        boolean target,
        boolean context,
        boolean dryRun,
        boolean idempotent,
        Severity severity,
        Severity severityWhenDenied,
        Severity severityWhenFailed,
        String what,
        String why,
        String targetKind,
        Map<String, String> targetFields,
        List<Scenario> scenarios,
        List<Remedy> remedies,
        Map<String, List<String>> onlyWhen,
        List<Technique> techniques,
        List<String> repairedBy,
        List<Routine> routines,
        List<ComplianceReference> compliance) {

    /** Where CloudTrail records the events. */
    public enum Scope {
        /** In the partition's home Region only, wherever the caller was. */
        GLOBAL,
        /** In the Region of the call. */
        REGIONAL
    }

    public Detection {
        eventNames = List.copyOf(eventNames);
        targetFields = Collections.unmodifiableMap(new LinkedHashMap<>(targetFields));
        scenarios = List.copyOf(scenarios);
        remedies = List.copyOf(remedies);
        onlyWhen = Map.copyOf(onlyWhen);
        techniques = List.copyOf(techniques);
        repairedBy = List.copyOf(repairedBy);
        routines = List.copyOf(routines);
        compliance = List.copyOf(compliance);
    }

    /** The same detection for fewer of its events. */
    Detection watchingOnly(List<String> names) {
        return new Detection(
                id,
                title,
                eventSource,
                names,
                scope,
                target,
                context,
                dryRun,
                idempotent,
                severity,
                severityWhenDenied,
                severityWhenFailed,
                what,
                why,
                targetKind,
                targetFields,
                scenarios,
                remedies,
                onlyWhen,
                techniques,
                repairedBy,
                routines,
                compliance);
    }
}
