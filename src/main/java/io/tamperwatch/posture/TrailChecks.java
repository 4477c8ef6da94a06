package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a trail keeps what happens in IAM for longer than the event history does. */
final class TrailChecks {

    private TrailChecks() {}

    static List<PostureCheck> all() {
        return List.of(
                new PostureCheck(
                        "trail-records-iam",
                        "A trail of all Regions records changes of IAM, and is logging",
                        "The event history forgets after 90 days. A trail keeps its log files for as long as the bucket"
                                + " does, outside the reach of most of those who could act here.",
                        Severity.HIGH,
                        List.of(Control.cis("3.1")),
                        List.of("cloudtrail-for-iam-events", "monitor-iam-activity"),
                        state -> state.trails().judge(TrailChecks::recording)),
                new PostureCheck(
                        "trail-log-validation",
                        "Log files of the trails can be proved unchanged",
                        "Without digests nobody can tell whether log files were altered or taken away afterwards.",
                        Severity.MEDIUM,
                        List.of(Control.cis("3.2")),
                        List.of("enable-log-file-validation"),
                        state -> state.trails().judge(TrailChecks::validated)));
    }

    private static Verdict recording(List<Trail> trails) {
        List<Offender> offenders = new ArrayList<>();
        for (Trail trail : trails) {
            String lacking = lacking(trail);
            if (lacking.isEmpty()) {
                return new Verdict.Pass("The trail " + trail.arn() + " records changes of IAM in all Regions.");
            }
            offenders.add(new Offender("trail", trail.arn(), lacking));
        }
        return unknown(trails, offenders);
    }

    /** A trail that may be the right one leaves the question open. */
    private static Verdict unknown(List<Trail> trails, List<Offender> offenders) {
        for (Trail trail : trails) {
            if (trail.multiRegion() && trail.globalServices()) {
                if (trail.logging() instanceof Known.Refused<Boolean> refused) {
                    return Verdict.Unknown.refused(refused.permission());
                }
                if (trail.selection() instanceof Known.Refused<EventSelection> refused) {
                    return Verdict.Unknown.refused(refused.permission());
                }
                if (trail.logging() instanceof Known.Unread<Boolean> unread) {
                    return Verdict.Unknown.because(unread.reason());
                }
                if (trail.selection() instanceof Known.Unread<EventSelection> unread) {
                    return Verdict.Unknown.because(unread.reason());
                }
            }
        }
        return trails.isEmpty()
                ? new Verdict.Fail(
                        "There is no trail.", List.of(new Offender("account", "trails", "there is no trail")))
                : new Verdict.Fail(
                        Counted.of(trails.size(), "{The only trail will not|None of %d trails will} do."), offenders);
    }

    private static String lacking(Trail trail) {
        List<String> lacking = new ArrayList<>();
        if (!trail.multiRegion()) {
            lacking.add("covers one Region only");
        }
        if (!trail.globalServices()) {
            lacking.add("leaves out global services, hence IAM");
        }
        if (!(trail.logging() instanceof Known.Is<Boolean>(Boolean logging) && logging)) {
            lacking.add("is not known to be logging");
        }
        if (!(trail.selection() instanceof Known.Is<EventSelection>(EventSelection selection)
                && selection.recordsIamChanges())) {
            lacking.add("does not select all management events of IAM");
        }
        return String.join("; ", lacking);
    }

    private static Verdict validated(List<Trail> trails) {
        if (trails.isEmpty()) {
            return new Verdict.Fail(
                    "There is no trail.", List.of(new Offender("account", "trails", "there is no trail")));
        }
        List<Offender> offenders = trails.stream()
                .filter(trail -> !trail.validated())
                .map(trail -> new Offender("trail", trail.arn(), "log file validation is off"))
                .collect(Collectors.toList());
        return Verdict.of(
                offenders,
                Counted.of(offenders.size(), "%d of ")
                        + Counted.of(trails.size(), "%d {trail writes|trails write} no digests."),
                "Every trail has log file validation.");
    }
}
